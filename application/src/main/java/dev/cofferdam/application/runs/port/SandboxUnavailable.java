package dev.cofferdam.application.runs.port;

/** The runtime can't be reached or failed: the platform's fault, never the run's. */
public final class SandboxUnavailable extends Exception {
  private static final long serialVersionUID = 1;

  public SandboxUnavailable(String message) {
    super(message);
  }

  public SandboxUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
