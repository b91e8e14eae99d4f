-- What a service token is shown: the runs of its environments, and its own that have none.

create index runs_by_environment on runs (org_id, environment_id, run_id)
  where environment_id is not null;
create index runs_by_author on runs (org_id, created_by, run_id) where environment_id is null;
