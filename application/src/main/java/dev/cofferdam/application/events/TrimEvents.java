package dev.cofferdam.application.events;

import dev.cofferdam.application.events.port.EventTrimmer;
import dev.cofferdam.domain.access.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Removes what was told, and sent, longer ago than it is kept. */
public final class TrimEvents {
  public static final Permission NEEDS = Permission.SYSTEM;

  /** For how long one can read on from where one was. */
  public static final Duration KEPT = Duration.ofDays(30);

  private static final int BATCH = 1_000;

  private final EventTrimmer trimmer;
  private final Clock clock;

  public TrimEvents(EventTrimmer trimmer, Clock clock) {
    this.trimmer = trimmer;
    this.clock = clock;
  }

  public void execute() {
    Instant before = clock.instant().minus(KEPT);
    while (trimmer.trim(before, BATCH) == BATCH) {
      // there may be more
    }
  }
}
