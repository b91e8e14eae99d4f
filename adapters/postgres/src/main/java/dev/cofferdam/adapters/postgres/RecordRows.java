package dev.cofferdam.adapters.postgres;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.NoSuchMapperException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Maps a row to a record whose name ends in {@code Row}: component {@code actorKind} from column
 * {@code actor_kind}. A component that is such a record itself is mapped from the same row. Jdbi's
 * own constructor mapper can't see records that are private to a package.
 */
final class RecordRows implements RowMapperFactory {
  @Override
  public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
    Class<?> raw = GenericTypes.getErasedType(type);
    return isRow(raw) ? Optional.of(new Mapper<>(raw)) : Optional.empty();
  }

  static boolean isRow(Class<?> type) {
    return type.isRecord() && type.getSimpleName().endsWith("Row");
  }

  private static final class Mapper<T> implements RowMapper<T> {
    private final RecordComponent[] components;
    private final Constructor<T> constructor;

    Mapper(Class<T> type) {
      this.components = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        this.constructor = type.getDeclaredConstructor(types);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("every record has this constructor", e);
      }
      constructor.setAccessible(true);
    }

    @Override
    public RowMapper<T> specialize(ResultSet rows, StatementContext context) throws SQLException {
      RowMapper<?>[] parts = new RowMapper<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        parts[i] =
            isRow(components[i].getType())
                ? new Mapper<>(components[i].getType()).specialize(rows, context)
                : column(components[i], rows, context);
      }
      return (row, ignored) -> make(row, parts, context);
    }

    private static RowMapper<?> column(
        RecordComponent component, ResultSet rows, StatementContext context) throws SQLException {
      Type type = component.getGenericType();
      int column = rows.findColumn(nameOfColumn(component.getName()));
      ColumnMapper<?> mapper =
          context
              .findColumnMapperFor(type)
              .orElseThrow(() -> new NoSuchMapperException("no column mapper for " + type));
      return (row, ignored) -> mapper.map(row, column, context);
    }

    @Override
    public T map(ResultSet row, StatementContext context) throws SQLException {
      return specialize(row, context).map(row, context);
    }

    private T make(ResultSet row, RowMapper<?>[] parts, StatementContext context)
        throws SQLException {
      Object[] values = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        values[i] = parts[i].map(row, context);
      }
      try {
        return constructor.newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a row can't be a " + constructor.getName(), e);
      }
    }

    private static String nameOfColumn(String component) {
      return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
  }
}
