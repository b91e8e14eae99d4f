package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Steps of runs. */
interface StepDao {
  @SqlBatch(
      value =
          """
          insert into run_steps (org_id, run_id, step_index, command, status)
          values (:org, :runId, :stepIndex, :command, :status)
          """,
      transactional = false)
  void add(UUID org, @BindRecord List<StepRow> steps);

  @SqlQuery(
      """
      select run_id, step_index, command, status, exit_code, signal, started_at, duration_ms,
        log_offset
      from run_steps where org_id = :org and run_id = any(:runs)
      order by run_id, step_index
      """)
  List<StepRow> of(UUID org, List<UUID> runs);

  @SqlUpdate(
      """
      update run_steps set status = :status, exit_code = :exitCode, signal = :signal,
        started_at = :startedAt, duration_ms = :durationMs, log_offset = :logOffset
      where org_id = :org and run_id = :runId and step_index = :stepIndex
      """)
  void save(UUID org, @BindRecord StepRow step);
}
