-- Runs, their steps, which secrets they got, and what they printed.

create table runs (
  org_id            uuid not null references orgs,
  run_id            uuid not null,
  repo_url          text,
  revision_kind     text check (revision_kind in ('branch', 'ref', 'commit')),
  revision          text,
  image             text,
  variables         jsonb not null,
  timeout_ms        bigint not null check (timeout_ms > 0),
  cpus              double precision not null,
  memory_mb         integer not null,
  pids              integer not null,
  disk_mb           integer not null,
  network           text not null check (network in ('none', 'proxied', 'open')),
  environment_id    uuid,
  project_name      text,
  environment_name  text,
  created_by        uuid not null,
  status            text not null check (status in
    ('queued', 'preparing', 'running', 'succeeded', 'failed', 'canceled', 'timed_out', 'error')),
  runtime           text check (runtime in ('docker', 'process')),
  commit_id         text,
  secrets_pinned    boolean not null default false,
  log_length        bigint not null default 0 check (log_length >= 0),
  cancel_requested  boolean not null default false,
  failure_reason    text,
  failure_detail    text,
  exit_code         integer,
  signal            integer,
  duration_ms       bigint,
  cpu_ms            bigint,
  peak_memory_bytes bigint,
  masked            jsonb,
  queued_at         timestamptz not null,
  start_call_at     timestamptz,
  started_at        timestamptz,
  finished_at       timestamptz,
  primary key (org_id, run_id),
  foreign key (org_id, environment_id) references environments on delete set null (environment_id),
  check ((revision is null) = (revision_kind is null)),
  check (revision is null or repo_url is not null),
  check (environment_id is null or (project_name is not null and environment_name is not null)),
  check ((status in ('queued', 'preparing', 'running')) = (finished_at is null))
);
create index runs_unfinished on runs (queued_at, run_id) where finished_at is null;
alter table runs enable row level security;
alter table runs force row level security;
create policy tenant on runs to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update on runs to cofferdam_app;
-- The reconciler sees which runs are unfinished, over all orgs, and nothing else about them.
create policy unfinished on runs for select to cofferdam_system using (finished_at is null);
grant select (org_id, run_id, queued_at, finished_at) on runs to cofferdam_system;

create table run_steps (
  org_id      uuid not null,
  run_id      uuid not null,
  step_index  integer not null check (step_index >= 0),
  command     text not null,
  status      text not null check (status in
    ('pending', 'running', 'succeeded', 'failed', 'canceled', 'skipped')),
  exit_code   integer,
  signal      integer,
  started_at  timestamptz,
  duration_ms bigint,
  log_offset  bigint,
  primary key (org_id, run_id, step_index),
  foreign key (org_id, run_id) references runs
);
alter table run_steps enable row level security;
alter table run_steps force row level security;
create policy tenant on run_steps to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update on run_steps to cofferdam_app;

create table run_secrets (
  org_id         uuid not null,
  run_id         uuid not null,
  environment_id uuid not null,
  name           text collate "C" not null,
  version        bigint not null,
  primary key (org_id, run_id, environment_id, name),
  foreign key (org_id, run_id) references runs,
  foreign key (org_id, environment_id, name, version) references secret_versions
);
alter table run_secrets enable row level security;
alter table run_secrets force row level security;
create policy tenant on run_secrets to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on run_secrets to cofferdam_app;

-- The log's bytes from start_offset on; chunks follow each other without gap or overlap.
create table log_chunks (
  org_id       uuid not null,
  run_id       uuid not null,
  start_offset bigint not null check (start_offset >= 0),
  bytes        bytea not null check (octet_length(bytes) > 0),
  primary key (org_id, run_id, start_offset),
  foreign key (org_id, run_id) references runs
);
alter table log_chunks enable row level security;
alter table log_chunks force row level security;
create policy tenant on log_chunks to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on log_chunks to cofferdam_app;
