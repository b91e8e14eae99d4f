-- What each version did, environments as trees with a history of their settings, and deletions
-- that can be undone.

-- What is forced holds for the owner too, who has to see the rows that are brought up to date.
alter table secrets no force row level security;
alter table secret_versions no force row level security;
alter table environments no force row level security;

alter table secrets add column state text not null default 'set'
  check (state in ('set', 'hidden', 'deleted'));
update secrets set state = 'deleted' where deleted;
alter table secrets drop column deleted;

alter table secret_versions
  alter column sealed drop not null,
  add column change text not null default 'set'
    check (change in ('set', 'restore', 'delete', 'hide')),
  add column environment_version bigint check (environment_version > 0);
alter table secret_versions alter column change drop default;
-- Until now each version of a secret moved its environment by one.
update secret_versions v set environment_version = n.number
from (
  select org_id, environment_id, name, version, row_number() over (
    partition by org_id, environment_id order by updated_at, name, version) as number
  from secret_versions
) n
where (v.org_id, v.environment_id, v.name, v.version)
  = (n.org_id, n.environment_id, n.name, n.version);
alter table secret_versions
  alter column environment_version set not null,
  add constraint secret_versions_sealed_where_set
    check ((sealed is not null) = (change in ('set', 'restore')));
create index secret_versions_by_time
  on secret_versions (org_id, environment_id, updated_at);

alter table environments
  add column parent_id uuid,
  add column changed_at timestamptz,
  add column deleted_at timestamptz,
  drop constraint environments_org_id_project_id_name_key,
  add unique (org_id, project_id, environment_id),
  add constraint environments_parent_of_the_same_project
    foreign key (org_id, project_id, parent_id)
    references environments (org_id, project_id, environment_id),
  add constraint environments_not_its_own_parent check (parent_id <> environment_id);
update environments e set changed_at = greatest(
  e.created_at,
  (select max(v.updated_at) from secret_versions v
    where v.org_id = e.org_id and v.environment_id = e.environment_id));
alter table environments alter column changed_at set not null;
create unique index environments_names on environments (org_id, project_id, name)
  where deleted_at is null;
create index environments_branches on environments (org_id, parent_id);

alter table secrets force row level security;
alter table secret_versions force row level security;
alter table environments force row level security;

alter table projects
  add column deleted_at timestamptz,
  drop constraint projects_org_id_name_key;
create unique index projects_names on projects (org_id, name) where deleted_at is null;

-- Which name, parent and protection an environment had from a version on.
create table environment_settings (
  org_id         uuid not null,
  environment_id uuid not null,
  version        bigint not null check (version >= 0),
  name           text collate "C" not null,
  parent_id      uuid,
  is_protected   boolean not null,
  changed_at     timestamptz not null,
  primary key (org_id, environment_id, version),
  foreign key (org_id, environment_id) references environments
);
insert into environment_settings
  (org_id, environment_id, version, name, parent_id, is_protected, changed_at)
select org_id, environment_id, 0, name, null, is_protected, created_at from environments;
alter table environment_settings enable row level security;
alter table environment_settings force row level security;
create policy tenant on environment_settings to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on environment_settings to cofferdam_app;
