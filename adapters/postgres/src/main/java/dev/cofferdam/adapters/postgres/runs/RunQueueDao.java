package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.application.runs.port.RunQueue.Admitted;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Turns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What the system role does about queued runs. */
interface RunQueueDao {
  @SqlQuery("select exists (select from runs where finished_at is null and admitted_at is null)")
  boolean isWaiting();

  /** Until the transaction's end; false when another transaction has it. */
  @SqlQuery("select pg_try_advisory_xact_lock(hashtextextended('cofferdam.run_queue', 0))")
  boolean lock();

  @SqlQuery(
      """
      select w.pool, w.slots - (
          select count(*) from runs r
          where r.pool = w.pool and r.finished_at is null and r.admitted_at is not null) as free
      from (
        select pool, sum(slots) as slots from workers
        where seen_at >= :heard and not draining group by pool
      ) w
      """)
  List<RoomRow> room(Instant heard);

  @SqlQuery(
      """
      select q.org_id, coalesce(t.weight, 1) as weight, t.at_once, t.last_turn, q.oldest, q.queued,
        (select count(*) from runs r
          where r.org_id = q.org_id and r.finished_at is null and r.admitted_at is not null)
          as under_way,
        coalesce(
          (select w.pool from workers w where q.org_id = any(w.orgs) and w.seen_at >= :known
            order by w.seen_at desc limit 1), :shared) as pool
      from (
        select org_id, count(*) as queued, min(queued_at) as oldest from runs
        where finished_at is null and admitted_at is null group by org_id
      ) q
      left join run_turns t on t.org_id = q.org_id
      """)
  List<LineRow> lines(Instant known, String shared);

  @SqlQuery("select max(last_turn) from run_turns")
  Optional<Long> lastTurn();

  /** Lets in the oldest run that waits; empty when others are changing what there is. */
  @SqlQuery(
      """
      with next as materialized (
        select org_id, run_id from runs
        where org_id = :org and finished_at is null and admitted_at is null
        order by queued_at, run_id limit 1 for update skip locked
      )
      update runs r set admitted_at = :at, pool = :pool from next
      where r.org_id = next.org_id and r.run_id = next.run_id
      returning r.org_id, r.run_id, r.pool
      """)
  Optional<AdmittedRow> admitOldest(UUID org, String pool, Instant at);

  @SqlUpdate("update run_turns set last_turn = :turn where org_id = :org")
  void took(UUID org, long turn);

  @SqlQuery(
      """
      select org_id, run_id, pool from runs where finished_at is null and admitted_at is not null
      order by queued_at, run_id limit :limit
      """)
  List<AdmittedRow> underWay(int limit);

  @SqlQuery(
      """
      select org_id, run_id, pool from runs
      where org_id = :org and run_id = :run and finished_at is null and admitted_at is not null
      """)
  Optional<AdmittedRow> find(UUID org, UUID run);

  /** How many more runs a pool has room for; negative where workers have died. */
  record RoomRow(String pool, int free) {}

  /** An org's queue. */
  record LineRow(
      UUID orgId,
      int weight,
      Optional<Integer> atOnce,
      Optional<Long> lastTurn,
      Instant oldest,
      int queued,
      int underWay,
      String pool) {
    Turns.Line toLine() {
      return new Turns.Line(
          new OrgId(orgId),
          weight,
          atOnce.map(OptionalInt::of).orElseGet(OptionalInt::empty),
          lastTurn,
          oldest,
          queued,
          underWay);
    }
  }

  /** A run that was let in. */
  record AdmittedRow(UUID orgId, UUID runId, String pool) {
    Admitted toAdmitted() {
      return new Admitted(new OrgId(orgId), new RunId(runId), pool);
    }
  }
}
