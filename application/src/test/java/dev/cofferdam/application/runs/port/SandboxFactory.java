package dev.cofferdam.application.runs.port;

/**
 * Opens a runtime for tests, also in a process of its own: it needs a constructor without
 * arguments.
 */
public interface SandboxFactory {
  /**
   * @param argument whatever the factory's test passes on
   */
  Sandbox open(String argument);
}
