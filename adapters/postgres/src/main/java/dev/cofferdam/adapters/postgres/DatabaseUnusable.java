package dev.cofferdam.adapters.postgres;

/**
 * The database can't be used as it is set up. The message is for the operator: it says what is
 * wrong and what to do, names the setting, and never carries a password.
 */
public final class DatabaseUnusable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DatabaseUnusable(String message) {
    super(message);
  }

  public DatabaseUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
