package dev.cofferdam.adapters.postgres.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Signed claims about chains, as text. */
interface CheckpointDao {
  @SqlUpdate(
      """
      insert into audit_checkpoints (org_id, seq, at, claim) values (:org, :seq, :at, :claim)
      on conflict (org_id, seq) do nothing
      """)
  int addIfAbsent(UUID org, long seq, Instant at, String claim);

  @SqlQuery(
      """
      select claim from audit_checkpoints
      where org_id = :org and seq < :before order by seq desc limit :limit
      """)
  List<String> newest(UUID org, long before, int limit);

  @SqlQuery(
      """
      select claim from audit_checkpoints
      where org_id = :org and seq > :after and seq <= :last order by seq limit :limit
      """)
  List<String> between(UUID org, long after, long last, int limit);

  @SqlQuery("select claim from audit_anchors where org_id = :org")
  Optional<String> anchor(UUID org);

  /** In no order, so that orgs whose turn fails don't keep others from theirs. */
  @SqlQuery(
      """
      select h.org_id from ledger_heads h
      left join lateral (
        select c.seq, c.at from audit_checkpoints c
        where c.org_id = h.org_id and c.seq <= h.seq order by c.seq desc limit 1) newest on true
      where h.seq > coalesce(newest.seq, 0)
        and (newest.seq is null or newest.at <= :since or h.seq - newest.seq >= :entries)
      order by random() limit :limit
      """)
  List<UUID> due(long entries, Instant since, int limit);
}
