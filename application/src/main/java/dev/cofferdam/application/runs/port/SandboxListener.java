package dev.cofferdam.application.runs.port;

/**
 * Hears a run's events in order, from one thread. What it throws ends {@link Sandbox#run} and
 * leaves the run going on.
 */
@FunctionalInterface
public interface SandboxListener {
  void on(SandboxEvent event);
}
