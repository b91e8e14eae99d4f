with ended as (
  update runs set status = :status, failure_reason = :reason, failure_detail = :detail, exit_code = :exit_code,
    signal = :signal, duration_ms = :duration_ms, cpu_ms = :cpu_ms, peak_memory_bytes = :peak_memory_bytes,
    masked = :masked::jsonb, finished_at = :at
  where org_id = :org and run_id = :run and finished_at is null
  returning org_id, run_id
), left_behind as (
  update run_steps s set status = case s.status when 'pending' then 'skipped' else 'canceled' end
  from ended e
  where s.org_id = e.org_id and s.run_id = e.run_id and s.status in ('pending', 'running')
)
select count(*) from ended
