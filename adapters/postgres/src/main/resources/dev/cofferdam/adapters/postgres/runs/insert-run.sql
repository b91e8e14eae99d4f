insert into runs (org_id, run_id, repo_url, revision_kind, revision, image, variables, timeout_ms, cpus, memory_mb,
  pids, disk_mb, network, environment_id, project_name, environment_name, created_by, status, queued_at)
values (:org, :run, :repo_url, :revision_kind, :revision, :image, :variables::jsonb, :timeout_ms, :cpus, :memory_mb,
  :pids, :disk_mb, :network, :environment_id, :project_name, :environment_name, :created_by, :status, :queued_at)
