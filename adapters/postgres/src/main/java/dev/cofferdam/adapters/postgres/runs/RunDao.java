package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Runs without their steps. */
interface RunDao {
  @SqlUpdate(
      """
      insert into runs (org_id, run_id, repo_url, revision_kind, revision, image, variables,
        timeout_ms, cpus, memory_mb, pids, disk_mb, network, artifacts, upload_id,
        environment_id, project_name, environment_name, created_by, status, queued_at, retry_of)
      values (:org, :run, :repoUrl, :revisionKind, :revision, :image, :variables::jsonb,
        :timeoutMs, :cpus, :memoryMb, :pids, :diskMb, :network, :artifacts::jsonb, :uploadId,
        :environmentId, :projectName, :environmentName, :createdBy, :status, :queuedAt, :retryOf)
      """)
  void add(
      UUID org,
      UUID run,
      @BindRecord PipelineRow pipeline,
      @BindRecord SecretSourceRow source,
      UUID createdBy,
      String status,
      Instant queuedAt,
      Optional<UUID> retryOf);

  @SqlQuery("select * from runs where org_id = :org and run_id = any(:runs) order by run_id desc")
  List<RunRow> of(UUID org, List<UUID> runs);

  @SqlQuery(
      """
      select run_id from runs
      where org_id = :org and (cast(:before as uuid) is null or run_id < :before)
      order by run_id desc limit :limit
      """)
  List<UUID> newest(UUID org, Optional<UUID> before, int limit);

  /** Of some environments, and of none by one author: each part by an index of its own. */
  @SqlQuery(
      """
      (select run_id from runs
       where org_id = :org and environment_id = any(:environments)
         and (cast(:before as uuid) is null or run_id < :before)
       order by run_id desc limit :limit)
      union all
      (select run_id from runs
       where org_id = :org and environment_id is null and created_by = :author
         and (cast(:before as uuid) is null or run_id < :before)
       order by run_id desc limit :limit)
      order by run_id desc limit :limit
      """)
  List<UUID> newestOf(
      UUID org, List<UUID> environments, UUID author, Optional<UUID> before, int limit);

  @SqlUpdate(
      """
      update runs set status = 'preparing', runtime = :runtime
      where org_id = :org and run_id = :run and status = 'queued'
      """)
  void prepare(UUID org, UUID run, String runtime);

  @SqlUpdate(
      """
      update runs set start_call_at = :at
      where org_id = :org and run_id = :run and start_call_at is null
      """)
  void startCallSent(UUID org, UUID run, Instant at);

  @SqlUpdate(
      """
      update runs set status = 'running', started_at = :at
      where org_id = :org and run_id = :run and status in ('queued', 'preparing')
      """)
  boolean start(UUID org, UUID run, Instant at);

  @SqlUpdate(
      """
      update runs set commit_id = :commit
      where org_id = :org and run_id = :run and commit_id is null
      """)
  void cloned(UUID org, UUID run, String commit);

  @SqlUpdate(
      """
      update runs set admitted_at = null, pool = null
      where org_id = :org and run_id = :run and status = 'queued' and admitted_at is not null
      """)
  int requeue(UUID org, UUID run);

  @SqlUpdate(
      """
      update runs set cancel_requested = true
      where org_id = :org and run_id = :run and finished_at is null
      """)
  void requestCancel(UUID org, UUID run);

  @SqlQuery("select cancel_requested from runs where org_id = :org and run_id = :run")
  Optional<Boolean> isCancelRequested(UUID org, UUID run);

  /** Returns 0 when it had ended before, and then has changed nothing. */
  @SqlQuery(
      """
      with ended as (
        update runs set status = :status, failure_reason = :failureReason,
          failure_detail = :failureDetail, exit_code = :exitCode, signal = :signal,
          duration_ms = :durationMs, cpu_ms = :cpuMs, peak_memory_bytes = :peakMemoryBytes,
          masked = :masked::jsonb, finished_at = :at
        where org_id = :org and run_id = :run and finished_at is null
        returning org_id, run_id
      ), left_behind as (
        update run_steps s
        set status = case s.status when 'pending' then 'skipped' else 'canceled' end
        from ended e
        where s.org_id = e.org_id and s.run_id = e.run_id and s.status in ('pending', 'running')
      )
      select count(*) from ended
      """)
  int end(UUID org, UUID run, String status, @BindRecord EndingRow ending, Instant at);
}
