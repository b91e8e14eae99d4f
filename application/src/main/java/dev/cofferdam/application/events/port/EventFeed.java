package dev.cofferdam.application.events.port;

import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an org has told, in the order in which it happened: an event is there once the change that
 * it is about is committed, and none ever appears before one that was there. Calls belong into the
 * org's {@link dev.cofferdam.application.audit.port.Ledger}.
 */
public interface EventFeed {
  /**
   * The outbox event about an event of an org that ends a run, or that happened while the org had
   * webhook endpoints; its subject is the event's {@code seq}.
   */
  String TOLD = "event.told";

  /** Oldest first, those with a {@code seq} over {@code after} and up to {@code last}. */
  List<OrgEvent> between(OrgId org, long after, long last, Sight sight, int limit);

  /** Empty when there is none at that place, or not any more. */
  Optional<OrgEvent> find(OrgId org, long seq);

  /**
   * What somebody sees of an org's events.
   *
   * @param types others are not seen
   * @param protectedToo whether what is about protected environments is seen
   * @param share what is seen of the rest; empty for all
   */
  record Sight(Set<EventType> types, boolean protectedToo, Optional<Share> share) {
    public Sight {
      types = Set.copyOf(types);
    }
  }

  /** What is of these environments, and of what is of none, what the author caused. */
  record Share(Set<EnvironmentId> environments, ActorId author) {
    public Share {
      Objects.requireNonNull(author, "author");
      environments = Set.copyOf(environments);
    }
  }
}
