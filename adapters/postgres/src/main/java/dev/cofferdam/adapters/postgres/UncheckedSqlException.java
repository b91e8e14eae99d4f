package dev.cofferdam.adapters.postgres;

import java.sql.SQLException;

/** A failure of a statement that is made on the JDBC connection itself. */
final class UncheckedSqlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UncheckedSqlException(SQLException cause) {
    super(cause);
  }
}
