package dev.cofferdam.application.events.port;

import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Optional;

/**
 * @param org whose event it is; empty for what belongs to no org, such as a letter to a person
 * @param type noun and verb, such as {@code run.queued}
 * @param subject the id of what it is about
 */
public record OutboxEvent(EventId id, Optional<OrgId> org, String type, String subject) {
  /** An event of an org. */
  public OutboxEvent(EventId id, OrgId org, String type, String subject) {
    this(id, Optional.of(org), type, subject);
  }

  /** The org of an event whose type always has one. */
  public OrgId requireOrg() {
    return org.orElseThrow(() -> new IllegalStateException(type + " " + id + " has no org"));
  }
}
