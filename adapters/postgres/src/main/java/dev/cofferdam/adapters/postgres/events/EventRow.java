package dev.cofferdam.adapters.postgres.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A row of the table of what orgs have told. */
record EventRow(
    UUID orgId,
    long seq,
    UUID eventId,
    Instant at,
    String type,
    String actorKind,
    String actorId,
    Optional<UUID> environmentId,
    Optional<UUID> authorId,
    boolean isProtected,
    String data) {
  private static final ObjectMapper JSON = new ObjectMapper();

  OrgEvent toEvent() {
    return new OrgEvent(
        new OrgId(orgId),
        seq,
        new EventId(eventId),
        at,
        actorKind,
        actorId,
        new Announcement(
            type,
            new Announcement.Audience(
                environmentId.map(EnvironmentId::new), authorId.map(ActorId::new), isProtected),
            fields()));
  }

  private Map<String, Object> fields() {
    try {
      return JSON.readValue(data, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event's row holds other JSON than was written", e);
    }
  }
}
