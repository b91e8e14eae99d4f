package dev.cofferdam.application.identity;

import dev.cofferdam.domain.access.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When keys and tokens were used in this process, until {@link WriteCredentialUses} writes it down:
 * no request waits for that. One credential comes up once in {@link #EVERY} at most. A process that
 * is killed loses what it has not written. Safe for use by many threads.
 */
public final class CredentialUses {
  public static final Duration EVERY = Duration.ofMinutes(1);
  static final int KEPT = 10_000;

  private final Clock clock;

  /** When each was noted last, the oldest first. */
  private final Map<String, Instant> noted = new LinkedHashMap<>();

  private final List<Use> waiting = new ArrayList<>();

  public CredentialUses(Clock clock) {
    this.clock = clock;
  }

  /** One use of a key or a token. */
  record Use(Actor by, Instant at) {}

  void note(Actor by) {
    Instant now = clock.instant();
    synchronized (this) {
      Instant before = noted.get(by.id());
      if (before != null && now.isBefore(before.plus(EVERY))) {
        return;
      }
      if (waiting.size() >= KEPT) {
        return;
      }
      noted.remove(by.id());
      noted.put(by.id(), now);
      waiting.add(new Use(by, now));
      if (noted.size() > KEPT) {
        noted.remove(noted.keySet().iterator().next());
      }
    }
  }

  /** Takes back what could not be written, as far as there is room. */
  synchronized void putBack(List<Use> taken) {
    waiting.addAll(taken.subList(0, Math.min(taken.size(), KEPT - waiting.size())));
  }

  /** What was noted and not taken yet. */
  synchronized List<Use> take() {
    List<Use> taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }
}
