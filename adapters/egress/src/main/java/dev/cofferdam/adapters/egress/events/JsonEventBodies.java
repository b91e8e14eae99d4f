package dev.cofferdam.adapters.egress.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.application.events.port.EventBodies;
import dev.cofferdam.domain.events.EndpointKind;
import dev.cofferdam.domain.events.OrgEvent;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Events as JSON: of our own shape, which is that of the event stream with the org and Standard
 * Webhooks' {@code timestamp}, or as a message of Slack's.
 */
public final class JsonEventBodies implements EventBodies {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** RFC 3339 in UTC with microseconds, as everywhere. */
  private static final DateTimeFormatter MICROS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  @Override
  public String write(OrgEvent event, EndpointKind kind) {
    try {
      return JSON.writeValueAsString(
          switch (kind) {
            case STANDARD -> standard(event);
            case SLACK -> Map.of("text", slack(event));
          });
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }

  private static Map<String, Object> standard(OrgEvent event) {
    Map<String, Object> actor = new LinkedHashMap<>();
    actor.put("kind", event.actorKind());
    actor.put("id", event.actorId());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", event.id().toString());
    body.put("seq", event.seq());
    body.put("type", event.type());
    body.put("timestamp", MICROS.format(event.at()));
    body.put("org", event.org().toString());
    body.put("actor", actor);
    body.put("data", event.announcement().data());
    return body;
  }

  /**
   * The type, and what happened to what, a line each; nothing in it is taken for a link or mention.
   */
  private static String slack(OrgEvent event) {
    String fields =
        event.announcement().data().entrySet().stream()
            .map(field -> "\n• " + field.getKey() + ": `" + escaped(field.getValue()) + "`")
            .collect(Collectors.joining());
    return "*" + event.type() + "*" + fields;
  }

  private static String escaped(Object value) {
    return value
        .toString()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('`', '\'')
        .replaceAll("\\s+", " ");
  }
}
