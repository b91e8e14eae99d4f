package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.RunId;

/**
 * Wakes who follows a run's log or state, within one process; others find out by polling. It says
 * that something may be new, never what.
 */
public interface LogBell {
  void ring(RunId run);

  /**
   * Calls {@code wake} with every ring for the run, in the ringing thread, until the listening is
   * closed. {@code wake} returns at once and does not throw.
   */
  Listening listen(RunId run, Runnable wake);

  /** A listener's place at the bell. Closing it twice does nothing. */
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }
}
