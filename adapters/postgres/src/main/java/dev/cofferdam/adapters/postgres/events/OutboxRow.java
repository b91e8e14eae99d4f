package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code outbox}. */
record OutboxRow(UUID eventId, Optional<UUID> orgId, String type, String subject) {
  OutboxEvent toEvent() {
    return new OutboxEvent(new EventId(eventId), orgId.map(OrgId::new), type, subject);
  }
}
