package dev.cofferdam.adapters.postgres;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.NamedArgumentFinder;
import org.jdbi.v3.core.statement.StatementContext;

/** The components of a row's record as arguments; the way back from {@link RecordRows}. */
final class RecordArguments implements NamedArgumentFinder {
  private final Record row;

  RecordArguments(Record row) {
    this.row = row;
  }

  @Override
  public Optional<Argument> find(String name, StatementContext context) {
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      Optional<Argument> found = Optional.empty();
      if (RecordRows.isRow(component.getType())) {
        found = new RecordArguments((Record) valueOf(component)).find(name, context);
      } else if (component.getName().equals(name)) {
        found = context.findArgumentFor(component.getGenericType(), valueOf(component));
      }
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Object valueOf(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    try {
      return accessor.invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("every component of a record can be read", e);
    }
  }
}
