package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.OrgId;
import java.util.UUID;

/** A row of {@code outbox}. */
record OutboxRow(UUID eventId, UUID orgId, String type, String subject) {
  OutboxEvent toEvent() {
    return new OutboxEvent(new EventId(eventId), new OrgId(orgId), type, subject);
  }
}
