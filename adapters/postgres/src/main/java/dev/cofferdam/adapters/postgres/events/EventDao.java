package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What orgs have told. */
interface EventDao {
  @SqlQuery(
      """
      select
        org_id, seq, event_id, at, type, actor_kind, actor_id, environment_id, author_id,
        is_protected, data::text
      from org_events
      where org_id = :org and seq > :after and seq <= :last and type = any(:types)
        and (:protectedToo or not is_protected)
        and (:all or environment_id = any(:environments)
          or (environment_id is null and author_id = :author))
      order by seq limit :limit
      """)
  List<EventRow> between(@BindRecord WantedRow wanted);

  @SqlQuery(
      """
      select
        org_id, seq, event_id, at, type, actor_kind, actor_id, environment_id, author_id,
        is_protected, data::text
      from org_events where org_id = :org and seq = :seq
      """)
  Optional<EventRow> find(UUID org, long seq);

  @SqlUpdate(
      """
      delete from org_events where (org_id, seq) in (
        select org_id, seq from org_events where at < :before order by at limit :limit
      )
      """)
  int trim(Instant before, int limit);

  @SqlUpdate(
      """
      delete from deliveries where (org_id, delivery_id) in (
        select org_id, delivery_id from deliveries
        where created_at < :before and status <> 'pending'
        order by created_at limit :limit
      )
      """)
  int trimDeliveries(Instant before, int limit);

  /** What is looked for. */
  record WantedRow(
      UUID org,
      long after,
      long last,
      List<String> types,
      boolean protectedToo,
      boolean all,
      List<UUID> environments,
      Optional<UUID> author,
      int limit) {}
}
