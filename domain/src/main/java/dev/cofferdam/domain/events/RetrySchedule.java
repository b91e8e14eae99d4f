package dev.cofferdam.domain.events;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When what was not taken is sent again: the schedule that Standard Webhooks 1.0 recommends, ten
 * attempts over three days.
 */
public final class RetrySchedule {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** How often a message is sent at most. */
  public static final int ATTEMPTS = PAUSES.size() + 1;

  /** What a receiver may ask for at most. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private RetrySchedule() {}

  /**
   * How long to wait after so many attempts that failed.
   *
   * @param asked what the receiver asked for ({@code Retry-After}); it makes the pause no shorter
   * @param chance from 0 to 1: spreads what failed together over a tenth of the pause
   * @return empty where there are no more
   */
  public static Optional<Duration> pauseAfter(
      int attempts, Optional<Duration> asked, double chance) {
    if (attempts >= ATTEMPTS) {
      return Optional.empty();
    }
    Duration pause = PAUSES.get(attempts - 1);
    Duration spread = pause.plusMillis((long) (pause.toMillis() * chance / 10));
    return Optional.of(
        asked
            .map(wanted -> wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted)
            .filter(wanted -> wanted.compareTo(spread) > 0)
            .orElse(spread));
  }
}
