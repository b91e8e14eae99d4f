package dev.cofferdam.adapters.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/**
 * Events that are told with a change, as rows: those who follow read them, and an outbox event asks
 * for carrying out those that somebody waits for elsewhere. One round trip for all of a change.
 */
final class AnnouncedRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANNOUNCE =
      ClasspathSqlLocator.create().getResource("dev/cofferdam/adapters/postgres/announce.sql");

  /** Carried out of every org: the one who made the run may want a letter or a callback. */
  private static final Object[] ALWAYS =
      Arrays.stream(EventType.values())
          .filter(EventType::endsRun)
          .map(EventType::code)
          .toArray(Object[]::new);

  private final Connection connection;
  private final List<OrgEvent> events;

  AnnouncedRows(Connection connection, List<OrgEvent> events) {
    this.connection = connection;
    this.events = events;
  }

  void add() {
    try (PreparedStatement statement = connection.prepareStatement(ANNOUNCE)) {
      put(statement, 1, "uuid", event -> event.org().value());
      put(statement, 2, "bigint", OrgEvent::seq);
      put(statement, 3, "uuid", event -> event.id().value());
      put(statement, 4, "text", event -> event.at().toString());
      put(statement, 5, "text", OrgEvent::type);
      put(statement, 6, "text", OrgEvent::actorKind);
      put(statement, 7, "text", OrgEvent::actorId);
      put(
          statement,
          8,
          "uuid",
          event ->
              event.announcement().audience().environment().map(id -> id.value()).orElse(null));
      put(
          statement,
          9,
          "uuid",
          event -> event.announcement().audience().author().map(id -> id.value()).orElse(null));
      put(statement, 10, "boolean", event -> event.announcement().audience().isProtected());
      put(statement, 11, "text", event -> json(event.announcement().data()));
      statement.setArray(12, connection.createArrayOf("text", ALWAYS));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  private void put(
      PreparedStatement statement, int place, String type, Function<OrgEvent, Object> value)
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
