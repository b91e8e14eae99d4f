package dev.cofferdam.application.vault.port;

import java.time.Duration;

/** How fast work in the background goes on, so that what people wait for comes first. */
public interface Pace {
  /**
   * Rests after a piece of work.
   *
   * @param worked how long that took
   * @throws InterruptedException when the work is not wanted here any more
   */
  void rest(Duration worked) throws InterruptedException;
}
