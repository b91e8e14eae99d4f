-- Runs resolve references: what is pinned has an address, and need not be injected itself.

-- Forced policies would hide rows from the owner too.
alter table runs no force row level security;
alter table environments no force row level security;
alter table run_secrets no force row level security;

alter table run_secrets add column project_name text collate "C";
alter table run_secrets add column environment_name text collate "C";
alter table run_secrets add column injected boolean not null default true;
update run_secrets s
set project_name = r.project_name, environment_name = r.environment_name
from runs r where r.org_id = s.org_id and r.run_id = s.run_id;
alter table run_secrets alter column project_name set not null;
alter table run_secrets alter column environment_name set not null;
alter table run_secrets alter column injected drop default;
alter table run_secrets drop constraint run_secrets_pkey;
alter table run_secrets add primary key (org_id, run_id, project_name, environment_name, name);

-- Where a run may get secrets from: what its author might read when they made it.
create table run_reach (
  org_id         uuid not null,
  run_id         uuid not null,
  environment_id uuid not null,
  is_protected   boolean not null,
  primary key (org_id, run_id, environment_id),
  foreign key (org_id, run_id) references runs,
  foreign key (org_id, environment_id) references environments on delete cascade
);
-- Those that wait while this is installed: their environments as they are now.
insert into run_reach (org_id, run_id, environment_id, is_protected)
with recursive lines as (
  select r.org_id, r.run_id, e.environment_id, e.parent_id, e.is_protected
  from runs r join environments e on e.org_id = r.org_id and e.environment_id = r.environment_id
  where r.finished_at is null
  union
  select l.org_id, l.run_id, e.environment_id, e.parent_id, e.is_protected
  from lines l join environments e on e.org_id = l.org_id and e.environment_id = l.parent_id
)
select org_id, run_id, environment_id, is_protected from lines;

alter table run_reach enable row level security;
alter table run_reach force row level security;
create policy tenant on run_reach to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on run_reach to cofferdam_app;

alter table run_secrets force row level security;
alter table environments force row level security;
alter table runs force row level security;
