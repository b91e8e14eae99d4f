package dev.cofferdam.adapters.postgres;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
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
 * {@code actor_kind}. Jdbi's own constructor mapper can't see records that are private to a
 * package.
 */
final class RecordRows implements RowMapperFactory {
  @Override
  public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
    Class<?> raw = GenericTypes.getErasedType(type);
    return raw.isRecord() && raw.getSimpleName().endsWith("Row")
        ? Optional.of(new Mapper<>(raw))
        : Optional.empty();
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
      int[] columns = new int[components.length];
      ColumnMapper<?>[] mappers = new ColumnMapper<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        Type type = components[i].getGenericType();
        columns[i] = rows.findColumn(column(components[i].getName()));
        mappers[i] =
            context
                .findColumnMapperFor(type)
                .orElseThrow(() -> new NoSuchMapperException("no column mapper for " + type));
      }
      return (row, ignored) -> make(row, columns, mappers, context);
    }

    @Override
    public T map(ResultSet row, StatementContext context) throws SQLException {
      return specialize(row, context).map(row, context);
    }

    private T make(
        ResultSet row, int[] columns, ColumnMapper<?>[] mappers, StatementContext context)
        throws SQLException {
      Object[] values = new Object[columns.length];
      for (int i = 0; i < columns.length; i++) {
        values[i] = mappers[i].map(row, columns[i], context);
      }
      try {
        return constructor.newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a row can't be a " + constructor.getName(), e);
      }
    }

    private static String column(String component) {
      return component.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }
  }
}
