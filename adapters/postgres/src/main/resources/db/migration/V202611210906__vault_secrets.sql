-- Projects, environments, and every version of every secret, sealed.
-- Names sort by bytes (collate "C"), which is how pages go on after one.

create table org_keys (
  org_id         uuid primary key references ledger_heads,
  master_key_id  text not null check (master_key_id <> ''),
  wrapped_keyset bytea not null,
  created_at     timestamptz not null default now()
);
alter table org_keys enable row level security;
alter table org_keys force row level security;
create policy tenant on org_keys to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update on org_keys to cofferdam_app;

create table projects (
  org_id      uuid not null references orgs,
  project_id  uuid not null,
  name        text collate "C" not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  description text not null check (length(description) <= 1000),
  created_at  timestamptz not null,
  primary key (org_id, project_id),
  unique (org_id, name)
);
alter table projects enable row level security;
alter table projects force row level security;
create policy tenant on projects to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update, delete on projects to cofferdam_app;

create table environments (
  org_id         uuid not null,
  environment_id uuid not null,
  project_id     uuid not null,
  name           text collate "C" not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  version        bigint not null default 0 check (version >= 0),
  created_at     timestamptz not null,
  primary key (org_id, environment_id),
  unique (org_id, project_id, name),
  foreign key (org_id, project_id) references projects
);
alter table environments enable row level security;
alter table environments force row level security;
create policy tenant on environments to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update, delete on environments to cofferdam_app;

-- One row a key: which version is its newest, and whether the key is deleted by now.
create table secrets (
  org_id         uuid not null,
  environment_id uuid not null,
  name           text collate "C" not null check (name ~ '^[A-Za-z_][A-Za-z0-9_]{0,254}$'),
  version        bigint not null check (version > 0),
  deleted        boolean not null default false,
  primary key (org_id, environment_id, name),
  foreign key (org_id, environment_id) references environments
);
alter table secrets enable row level security;
alter table secrets force row level security;
create policy tenant on secrets to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update on secrets to cofferdam_app;

-- A version never changes: the application can't update or delete one.
create table secret_versions (
  org_id         uuid not null,
  environment_id uuid not null,
  name           text collate "C" not null,
  version        bigint not null check (version > 0),
  sealed         bytea not null,
  note           text not null check (length(note) <= 1000),
  updated_by     uuid not null,
  updated_at     timestamptz not null,
  primary key (org_id, environment_id, name, version),
  foreign key (org_id, environment_id, name) references secrets
);
alter table secret_versions enable row level security;
alter table secret_versions force row level security;
create policy tenant on secret_versions to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on secret_versions to cofferdam_app;
