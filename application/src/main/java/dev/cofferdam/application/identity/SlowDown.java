package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.AttemptStore.Attempts;
import java.time.Duration;
import java.time.Instant;

/**
 * How attempts become slower: some are free, then there is a pause after each, which doubles up to
 * the longest one. Pauses have an end, so nobody is shut out for longer than that.
 *
 * @param free attempts without a pause
 * @param first the first pause
 * @param forgottenAfter how long after the last attempt all are free again
 */
record SlowDown(int free, Duration first, Duration longest, Duration forgottenAfter) {
  private static final int MOST_DOUBLINGS = 30;

  /** When the next attempt may be made; those that are free, always. */
  Instant opensAt(Attempts before) {
    if (before.count() < free) {
      return Instant.MIN;
    }
    Duration pause = first.multipliedBy(1L << Math.min(before.count() - free, MOST_DOUBLINGS));
    return before.lastAt().plus(pause.compareTo(longest) > 0 ? longest : pause);
  }

  /** The attempts with one more. */
  Attempts after(Attempts before, Instant now) {
    boolean forgotten = now.isAfter(before.lastAt().plus(forgottenAfter));
    int count = forgotten ? 0 : Math.min(before.count(), Integer.MAX_VALUE - 1);
    return new Attempts(count + 1, now, before.succeededAt());
  }
}
