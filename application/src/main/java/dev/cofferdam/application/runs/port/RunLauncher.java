package dev.cofferdam.application.runs.port;

/** Starts the durable work of a run. */
public interface RunLauncher {
  /** Starts it, unless it is under way. */
  void launch(RunQueue.Admitted run);
}
