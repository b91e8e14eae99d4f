package dev.cofferdam.adapters.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds the arrays that a statement takes apart into rows, one column after the other. */
final class ArrayColumns {
  private final Connection connection;
  private final PreparedStatement statement;
  private int next;

  ArrayColumns(Connection connection, PreparedStatement statement, int first) {
    this.connection = connection;
    this.statement = statement;
    this.next = first;
  }

  <T> void put(String type, List<T> rows, Function<T, @Nullable Object> value) throws SQLException {
    Object[] values = rows.stream().map(value).toArray();
    statement.setArray(next++, connection.createArrayOf(type, values));
  }

  <T> void putBytes(List<T> rows, Function<T, byte[]> value) throws SQLException {
    byte[][] values = rows.stream().map(value).toArray(byte[][]::new);
    statement.setArray(next++, connection.createArrayOf("bytea", values));
  }
}
