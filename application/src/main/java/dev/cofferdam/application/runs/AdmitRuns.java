package dev.cofferdam.application.runs;

import dev.cofferdam.application.runs.port.RunQueue;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.runs.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets queued runs in as workers have room, orgs in turns. What is let in is started at once, so
 * nobody's queue stands before a worker: who is next is decided when a slot becomes free.
 */
public final class AdmitRuns {
  public static final Permission NEEDS = Permission.SYSTEM;

  /** A worker that has not been heard of for this long has no room. */
  public static final Duration SILENCE = Duration.ofSeconds(10);

  private final RunQueue queue;
  private final Clock clock;

  public AdmitRuns(RunQueue queue, Clock clock) {
    this.queue = queue;
    this.clock = clock;
  }

  /** Returns how many runs were let in. */
  public int execute() {
    if (!queue.isWaiting()) {
      return 0;
    }
    Instant now = clock.instant();
    RunQueue.Moment moment =
        new RunQueue.Moment(now, now.minus(SILENCE), now.minus(ListWorkers.LISTED));
    return queue.admit(moment, AdmitRuns::decide).size();
  }

  private static List<RunQueue.Place> decide(RunQueue.Standing standing) {
    List<RunQueue.Place> places = new ArrayList<>();
    standing
        .lines()
        .forEach(
            (pool, lines) ->
                Turns.give(lines, standing.free().getOrDefault(pool, 0), standing.now())
                    .forEach(turn -> places.add(new RunQueue.Place(turn, pool))));
    return places;
  }
}
