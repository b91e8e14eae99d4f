package dev.cofferdam.adapters.postgres.audit;

import dev.cofferdam.adapters.postgres.BindRecord;
import dev.cofferdam.domain.audit.ChainHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Audit entries of one org. */
interface AuditDao {
  /** What a {@link FilterRow} takes. */
  String MATCHES =
      """
        and (:actorId::text is null or actor_id = :actorId)
        and (:action::text is null or action = :action)
        and (:resource::text is null or starts_with(resource, :resource))
        and (:outcome::text is null or outcome = :outcome)
        and (:since::timestamptz is null or at >= :since)
        and (:until::timestamptz is null or at < :until)
      """;

  @SqlQuery(
      """
      select seq, at, actor_kind, actor_id, action, resource, outcome, address, request_id,
        commitment, hash
      from audit_entries
      where org_id = :org and seq < :before
      """
          + MATCHES
          + "order by seq desc limit :limit")
  List<AuditRow> newest(UUID org, @BindRecord FilterRow filter, long before, int limit);

  @SqlQuery(
      """
      select seq, at, actor_kind, actor_id, action, resource, outcome, address, request_id,
        commitment, hash
      from audit_entries
      where org_id = :org and seq > :after and seq <= :last
      """
          + MATCHES
          + "order by seq")
  List<AuditRow> between(UUID org, @BindRecord FilterRow filter, long after, long last);

  @SqlQuery(
      """
      select seq, at, actor_kind, actor_id, action, resource, outcome, address, request_id,
        commitment, hash
      from audit_entries
      where org_id = :org and seq > :after
      order by seq limit :limit
      """)
  List<AuditRow> oldest(UUID org, long after, int limit);

  @SqlQuery(
      """
      select seq, at, actor_kind, actor_id, action, resource, outcome, address, request_id,
        commitment, hash
      from audit_entries
      where org_id = :org and seq > :after and commitment <> ''
      order by seq limit :limit
      """)
  List<AuditRow> committing(UUID org, long after, int limit);

  @SqlQuery("select min(seq) from audit_entries where org_id = :org and at >= :at")
  OptionalLong firstSince(UUID org, Instant at);

  @SqlQuery("select seq, hash, state from ledger_heads where org_id = :org")
  Optional<HeadRow> head(UUID org);

  /** A ledger head. */
  record HeadRow(long seq, ChainHash hash, long state) {}

  /** What entries have to be like; null takes all. */
  record FilterRow(
      @Nullable String actorId,
      @Nullable String action,
      @Nullable String resource,
      @Nullable String outcome,
      @Nullable Instant since,
      @Nullable Instant until) {}
}
