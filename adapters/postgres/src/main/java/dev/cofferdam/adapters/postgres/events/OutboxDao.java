package dev.cofferdam.adapters.postgres.events;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Events that wait to be delivered. */
interface OutboxDao {
  @SqlUpdate(
      """
      insert into outbox (event_id, org_id, type, subject) values (:id, :org, :type, :subject)
      """)
  void add(UUID id, Optional<UUID> org, String type, String subject);

  @SqlQuery(
      """
      select event_id, org_id, type, subject from outbox
      where type = any(:types) and due_at <= clock_timestamp()
      order by due_at, event_id limit :limit
      for update skip locked
      """)
  List<OutboxRow> take(List<String> types, int limit);

  @SqlUpdate("delete from outbox where event_id = any(:ids)")
  void remove(List<UUID> ids);

  /** Puts off: 1 s the first time, twice as long each next time, a minute at most. */
  @SqlUpdate(
      """
      update outbox set
        attempts = attempts + 1,
        due_at = clock_timestamp() + least(60, power(2, least(attempts, 6))) * interval '1 second'
      where event_id = any(:ids)
      """)
  void putOff(List<UUID> ids);
}
