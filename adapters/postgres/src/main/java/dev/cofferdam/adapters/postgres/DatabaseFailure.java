package dev.cofferdam.adapters.postgres;

import dev.cofferdam.domain.access.Refusal;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * What a failure of the database means to a caller, told by its SQLSTATE (PostgreSQL documentation,
 * appendix A).
 */
enum DatabaseFailure {
  /** Two transactions collided and the server undid this one: worth doing again from the start. */
  COLLISION,
  /** A lock or an answer did not come in time. */
  BUSY,
  /** No connection, or it is gone; whether a commit under way was done is unknown. */
  LOST;

  /** Empty when the failure is not the database's, or is a mistake of ours. */
  static Optional<DatabaseFailure> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return ofState(sql.getSQLState(), sql);
      }
    }
    return Optional.empty();
  }

  private static Optional<DatabaseFailure> ofState(@Nullable String state, SQLException failure) {
    if (state == null) {
      // The pool's own: nothing free in time, or it is closed.
      return failure instanceof org.apache.tomcat.jdbc.pool.PoolExhaustedException
          ? Optional.of(BUSY)
          : Optional.of(LOST);
    }
    return switch (state) {
      case "40001", "40P01" -> Optional.of(COLLISION);
      // Sealed under a key that another process has retired meanwhile.
      case "23503" -> isOfLiveKey(failure) ? Optional.of(COLLISION) : Optional.empty();
      case "55P03", "57014", "53300" -> Optional.of(BUSY);
      case "57P01", "57P02", "57P03", "57P05", "25P03" -> Optional.of(LOST);
      default -> state.startsWith("08") ? Optional.of(LOST) : Optional.empty();
    };
  }

  /** A batch that fails has what the server said as its cause. */
  private static boolean isOfLiveKey(SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException server && server.getServerErrorMessage() != null) {
        return Objects.toString(server.getServerErrorMessage().getConstraint(), "")
            .endsWith("_live_key");
      }
    }
    return false;
  }

  Refusal refusal() {
    return switch (this) {
      case COLLISION, BUSY ->
          Refusal.unavailable(
              "database_unavailable", "The database is too busy now. Nothing was changed.");
      case LOST ->
          Refusal.unavailable(
              "database_unavailable",
              "The database can't be reached now. Whether a change was made is not known.");
    };
  }
}
