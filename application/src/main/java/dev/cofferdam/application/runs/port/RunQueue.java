package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Turns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The queued runs of all orgs, and who is let in.
 *
 * <p>It guarantees that of all processes one decides at a time, by what is true at that moment, and
 * that a run which is let in has the event {@link #ADMITTED} committed with it.
 */
public interface RunQueue {
  /** The outbox event that starts a run's durable work. */
  String ADMITTED = "run.admitted";

  /** Whether any run waits. */
  boolean isWaiting();

  /**
   * Lets runs in, of each org the oldest first.
   *
   * @param decision says who is let in, in which order
   * @return those let in; empty too when another process is deciding
   */
  List<Admitted> admit(Moment moment, Function<Standing, List<Place>> decision);

  /** All runs that were let in and aren't final, oldest first. */
  List<Admitted> underWay(int limit);

  /** A run that was let in; empty for one that waits, or has ended. */
  Optional<Admitted> find(OrgId org, RunId run);

  /**
   * When it is decided.
   *
   * @param heard workers that were not heard of since then have no room; what they hold is under
   *     way all the same
   * @param known an org is served by workers of its own while one was heard of since then
   */
  record Moment(Instant at, Instant heard, Instant known) {}

  /**
   * How things stand.
   *
   * @param free how many runs there is room for, by the pool's name
   * @param lines each org's queue, by the name of the pool that serves it
   * @param now how far the org has come that got the last turn
   */
  record Standing(Map<String, Integer> free, Map<String, List<Turns.Line>> lines, long now) {
    public Standing {
      free = Map.copyOf(free);
      lines = Map.copyOf(lines);
    }
  }

  /** One run of the org is let in, to be executed by a worker of the pool. */
  record Place(Turns.Turn turn, String pool) {}

  /**
   * A run that was let in.
   *
   * @param pool whose workers execute it
   */
  record Admitted(OrgId org, RunId run, String pool) {}
}
