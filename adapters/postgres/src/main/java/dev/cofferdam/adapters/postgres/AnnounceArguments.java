package dev.cofferdam.adapters.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.domain.audit.Announcement.Audience;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.EnvironmentId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;
import org.jspecify.annotations.Nullable;

/**
 * The arrays that {@code announce.sql} takes apart: events that are told with a change. Those who
 * follow read them, and an outbox event asks for carrying out those that somebody waits for
 * elsewhere.
 */
final class AnnounceArguments {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String ANNOUNCE =
      ClasspathSqlLocator.create().getResource("dev/cofferdam/adapters/postgres/announce.sql");

  /** Carried out of every org: the one who made the run may want a letter or a callback. */
  private static final Object[] ALWAYS =
      Arrays.stream(EventType.values())
          .filter(EventType::endsRun)
          .map(EventType::code)
          .toArray(Object[]::new);

  private final Connection connection;
  private final List<OrgEvent> events;

  AnnounceArguments(Connection connection, List<OrgEvent> events) {
    this.connection = connection;
    this.events = events;
  }

  void bind(PreparedStatement statement, int first) throws SQLException {
    put(statement, first, "uuid", event -> event.org().value());
    put(statement, first + 1, "bigint", OrgEvent::seq);
    put(statement, first + 2, "uuid", event -> event.id().value());
    put(statement, first + 3, "text", event -> event.at().toString());
    put(statement, first + 4, "text", OrgEvent::type);
    put(statement, first + 5, "text", OrgEvent::actorKind);
    put(statement, first + 6, "text", OrgEvent::actorId);
    put(statement, first + 7, "uuid", event -> environmentOf(event.announcement().audience()));
    put(statement, first + 8, "uuid", event -> authorOf(event.announcement().audience()));
    put(statement, first + 9, "boolean", event -> event.announcement().audience().isProtected());
    put(statement, first + 10, "text", event -> json(event.announcement().data()));
    statement.setArray(first + 11, connection.createArrayOf("text", ALWAYS));
  }

  private static @Nullable UUID environmentOf(Audience audience) {
    return audience.environment().map(EnvironmentId::value).orElse(null);
  }

  private static @Nullable UUID authorOf(Audience audience) {
    return audience.author().map(ActorId::value).orElse(null);
  }

  private void put(
      PreparedStatement statement,
      int place,
      String type,
      Function<OrgEvent, @Nullable Object> value)
      throws SQLException {
    Object[] values = events.stream().map(value).toArray();
    statement.setArray(place, connection.createArrayOf(type, values));
  }

  private static String json(Map<String, Object> data) {
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }
}
