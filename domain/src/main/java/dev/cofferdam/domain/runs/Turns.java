package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whose queued run is next: orgs take turns by weight, whatever the length of their queues.
 *
 * <p>This is stride scheduling (Waldspurger and Weihl, 1995). Each run that an org gets moves the
 * org on by a stride, which is the shorter the more weight it has; the org that has come least far
 * is next. One that had nothing waiting for a while comes in where the others are: it neither waits
 * for their queues nor makes up for what it did not ask for.
 */
public final class Turns {
  /** The stride of weight 1. */
  static final long ROUND = 1L << 20;

  /** The greatest weight. */
  public static final int MAX_WEIGHT = 1_000;

  private Turns() {}

  /**
   * An org's queue.
   *
   * @param weight how many turns it gets for each one of an org of weight 1; 1 to {@link
   *     #MAX_WEIGHT}
   * @param atOnce how many of its runs may be under way; empty where there is no bound
   * @param lastTurn how far it had come when it got its last turn; empty for its first
   * @param oldest since when its first run has waited
   * @param queued how many of its runs wait
   * @param underWay how many of its runs have been let in and have not ended
   */
  public record Line(
      OrgId org,
      int weight,
      OptionalInt atOnce,
      Optional<Long> lastTurn,
      Instant oldest,
      int queued,
      int underWay) {
    public Line {
      if (weight < 1 || weight > MAX_WEIGHT) {
        throw Refusal.invalid("weight", "must be from 1 to " + MAX_WEIGHT);
      }
    }

    private boolean hasNext() {
      return queued > 0 && (atOnce.isEmpty() || underWay < atOnce.getAsInt());
    }

    private long nextTurn(long now) {
      return Math.max(now, lastTurn.map(turn -> turn + ROUND / weight).orElse(now));
    }

    private Line after(long turn) {
      return new Line(org, weight, atOnce, Optional.of(turn), oldest, queued - 1, underWay + 1);
    }
  }

  /**
   * One run of an org is let in.
   *
   * @param at how far the org has come by it
   */
  public record Turn(OrgId org, long at) {}

  /**
   * Gives turns until there is no more room, or nobody who may have one.
   *
   * @param lines one an org
   * @param free how many runs there is room for
   * @param now how far the org has come that got the last turn of all; 0 before the first
   * @return in the order in which they are let in
   */
  public static List<Turn> give(Collection<Line> lines, int free, long now) {
    List<Line> waiting = new ArrayList<>(lines);
    List<Turn> turns = new ArrayList<>();
    long reached = now;
    while (turns.size() < free) {
      Optional<Line> next = waiting.stream().filter(Line::hasNext).min(order(reached));
      if (next.isEmpty()) {
        break;
      }
      Line line = next.get();
      reached = line.nextTurn(reached);
      turns.add(new Turn(line.org(), reached));
      waiting.set(waiting.indexOf(line), line.after(reached));
    }
    return turns;
  }

  /**
   * Among those who have come equally far: who uses least for its weight, then who waits longest.
   */
  private static Comparator<Line> order(long now) {
    return Comparator.comparingLong((Line line) -> line.nextTurn(now))
        .thenComparingDouble(line -> (double) line.underWay() / line.weight())
        .thenComparing(Line::oldest)
        .thenComparing(line -> line.org().value());
  }
}
