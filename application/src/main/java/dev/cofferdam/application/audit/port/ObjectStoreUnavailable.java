package dev.cofferdam.application.audit.port;

/** The place where objects are kept can't be reached, is full, or does not let us in. */
public final class ObjectStoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ObjectStoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
