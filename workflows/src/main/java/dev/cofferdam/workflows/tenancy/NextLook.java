package dev.cofferdam.workflows.tenancy;

import java.time.Duration;

/**
 * When to look after an invitation again.
 *
 * @param over whether there is nothing left to look after
 * @param waitMs milliseconds until something is due; 0 when it is over
 */
public record NextLook(boolean over, long waitMs) {
  static final NextLook NEVER = new NextLook(true, 0);

  /** Rounded up, so that who waits that long does not come too early. */
  static NextLook in(Duration wait) {
    return new NextLook(false, wait.toMillis() + 1);
  }
}
