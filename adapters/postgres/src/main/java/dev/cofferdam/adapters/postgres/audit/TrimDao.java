package dev.cofferdam.adapters.postgres.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** What the system role may do to audit trails. */
interface TrimDao {
  @SqlQuery("select clock_timestamp()")
  Instant now();

  @SqlQuery(
      """
      select org_id from ledger_heads
      where :after::uuid is null or org_id > :after order by org_id limit :limit
      """)
  List<UUID> orgs(@Nullable UUID after, int limit);

  @SqlUpdate(
      """
      insert into audit_anchors (org_id, seq, claim) values (:org, :seq, :claim)
      on conflict (org_id) do update set seq = excluded.seq, claim = excluded.claim
      where audit_anchors.seq < excluded.seq
      """)
  int put(UUID org, long seq, String claim);

  @SqlUpdate(
      """
      delete from audit_entries
      where org_id = :org and seq < :limit + (
        select min(e.seq) from audit_entries e where e.org_id = :org)
      """)
  int removeEntries(UUID org, int limit);

  /** The policy holds it to those whose last entry is not behind the anchor. */
  @SqlUpdate("delete from secret_reads where org_id = :org")
  int removeReads(UUID org);

  /** The policy holds it to those before the anchor. */
  @SqlUpdate("delete from audit_checkpoints where org_id = :org")
  int removeCheckpoints(UUID org);
}
