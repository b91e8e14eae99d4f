package dev.cofferdam.adapters.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.domain.audit.Announcement.Audience;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.EnvironmentId;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The arrays that {@code append_events.sql} takes apart: events that are told about entries. Those
 * who follow read them, and an outbox event asks for carrying out those that somebody waits for
 * elsewhere.
 */
final class AnnounceArguments {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Carried out of every org: the one who made the run may want a letter or a callback. */
  private static final List<String> ALWAYS =
      Arrays.stream(EventType.values()).filter(EventType::endsRun).map(EventType::code).toList();

  private final List<OrgEvent> events;

  AnnounceArguments(List<OrgEvent> events) {
    this.events = events;
  }

  void bind(ArrayColumns columns) throws SQLException {
    columns.put("uuid", events, event -> event.org().value());
    columns.put("bigint", events, OrgEvent::seq);
    columns.put("uuid", events, event -> event.id().value());
    columns.put("text", events, event -> event.at().toString());
    columns.put("text", events, OrgEvent::type);
    columns.put("text", events, OrgEvent::actorKind);
    columns.put("text", events, OrgEvent::actorId);
    columns.put("uuid", events, event -> environmentOf(event.announcement().audience()));
    columns.put("uuid", events, event -> authorOf(event.announcement().audience()));
    columns.put("boolean", events, event -> event.announcement().audience().isProtected());
    columns.put("text", events, event -> json(event.announcement().data()));
    columns.put("text", ALWAYS, type -> type);
  }

  private static @Nullable UUID environmentOf(Audience audience) {
    return audience.environment().map(EnvironmentId::value).orElse(null);
  }

  private static @Nullable UUID authorOf(Audience audience) {
    return audience.author().map(ActorId::value).orElse(null);
  }

  private static String json(Map<String, Object> data) {
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }
}
