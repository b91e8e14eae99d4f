package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.RunId;

/** Wakes who follows a run's log or state, within one process; others find out by polling. */
public interface LogBell {
  void ring(RunId run);

  /** Waits until somebody rings for the run, or {@code millis} have passed. */
  void await(RunId run, long millis) throws InterruptedException;
}
