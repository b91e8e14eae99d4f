package dev.cofferdam.adapters.http.events;

import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.EventId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;

/** Something that happened, as those who follow an org's events get it. */
record EventView(
    @Schema(implementation = EventId.class) String id,
    @Schema(
            description = "Its place in the org's order: later events have greater ones.",
            example = "17",
            minimum = "1")
        long seq,
    @Schema(
            description = "What happened: noun and verb.",
            pattern = "^[a-z_]+\\.[a-z_]+$",
            example = "secret.changed")
        String type,
    @Schema(description = "When it happened.") Instant at,
    @Schema(description = "Who did it, as in the audit trail.") By actor,
    @Schema(
            description =
                "What it happened to: ids and names of things by field, never values of secrets.",
            example = "{\"key\":\"API_KEY\"}")
        Map<String, Object> data) {
  /** Who did it. */
  record By(
      @Schema(description = "Which kind of actor.", example = "user") String kind,
      @Schema(description = "The actor's id.", example = "0192e4a0-7b1c-7def-8a00-5c1d2e3f4a5b")
          String id) {}

  static EventView of(OrgEvent event) {
    return new EventView(
        event.id().toString(),
        event.seq(),
        event.type(),
        event.at(),
        new By(event.actorKind(), event.actorId()),
        event.announcement().data());
  }
}
