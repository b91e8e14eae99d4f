-- Who saw which version of a secret: each reader of each version once, with how often and when last. Filled by the statement
-- that commits the audit entries, which has the org's head locked then; last_seq is the newest of those entries. A row without
-- a name is about all keys of an environment at a version of that; nearer names what stood in front of it, as id@version, for
-- who read it through a branch. No foreign keys, as for audit entries.

create table secret_reads (
  org_id         uuid not null,
  environment_id uuid not null,
  name           text collate "C" not null,
  version        bigint not null check (version >= 0),
  nearer         text collate "C" not null,
  actor_kind     text not null,
  actor_id       text not null,
  reads          bigint not null check (reads > 0),
  last_at        timestamptz not null,
  last_seq       bigint not null,
  primary key (org_id, environment_id, name, version, nearer, actor_kind, actor_id)
) with (fillfactor = 80);
alter table secret_reads enable row level security;
alter table secret_reads force row level security;
create policy tenant on secret_reads to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update on secret_reads to cofferdam_app;

-- The group commit adds to them, for which it has to see what it adds to.
create policy group_commit_reads on secret_reads for select to cofferdam_app
  using (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
create policy group_commit_moves on secret_reads for update to cofferdam_app
  using (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
create policy group_commit_adds on secret_reads for insert to cofferdam_app
  with check (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));

-- They go with the audit entries that they were made of.
create policy trim on secret_reads to cofferdam_system
  using (last_seq <= (select a.seq from audit_anchors a where a.org_id = secret_reads.org_id))
  with check (false);
grant select (org_id, last_seq), delete on secret_reads to cofferdam_system;
