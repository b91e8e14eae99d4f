package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.application.access.port.SealedBytes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Letters that wait to be sent. */
interface LetterDao {
  @SqlUpdate(
      "insert into letters (letter_id, sealed, written_at) values (:id, :sealed, :writtenAt)")
  void add(UUID id, SealedBytes sealed, Instant writtenAt);

  @SqlQuery("select letter_id, sealed, written_at from letters where letter_id = :id")
  Optional<LetterRow> find(UUID id);

  @SqlUpdate("delete from letters where letter_id = :id")
  void remove(UUID id);

  /** A row of {@code letters}. */
  record LetterRow(UUID letterId, SealedBytes sealed, Instant writtenAt) {}
}
