-- What audit entries commit to: one row for each thing that became of secrets, environments and projects, with the
-- place of its entry. Nothing of it is ever changed. Without foreign keys: a row that is missing is what they are for.

create table secret_proofs (
  org_id         uuid not null,
  environment_id uuid not null,
  name           text collate "C" not null,
  version        bigint not null check (version > 0),
  entry_seq      bigint not null check (entry_seq > 0),
  fingerprint    bytea check (octet_length(fingerprint) = 32),
  primary key (org_id, environment_id, name, version)
);
alter table secret_proofs enable row level security;
alter table secret_proofs force row level security;
create policy tenant on secret_proofs to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on secret_proofs to cofferdam_app;

create table environment_states (
  org_id         uuid not null,
  environment_id uuid not null,
  version        bigint not null check (version >= 0),
  entry_seq      bigint not null check (entry_seq > 0),
  project_id     uuid not null,
  changed_at     timestamptz not null,
  name           text collate "C" not null,
  parent_id      uuid,
  is_protected   boolean not null,
  deleted_at     timestamptz,
  was_name       text collate "C",
  was_parent_id  uuid,
  was_protected  boolean,
  was_deleted_at timestamptz,
  primary key (org_id, environment_id, version, entry_seq),
  check ((was_name is null) = (was_protected is null))
);
alter table environment_states enable row level security;
alter table environment_states force row level security;
create policy tenant on environment_states to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on environment_states to cofferdam_app;

create table project_states (
  org_id         uuid not null,
  project_id     uuid not null,
  entry_seq      bigint not null check (entry_seq > 0),
  name           text collate "C" not null,
  deleted_at     timestamptz,
  was_name       text collate "C",
  was_deleted_at timestamptz,
  primary key (org_id, project_id, entry_seq)
);
alter table project_states enable row level security;
alter table project_states force row level security;
create policy tenant on project_states to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on project_states to cofferdam_app;

-- The key that an org's fingerprints are made under, sealed under the org's own.
create table fingerprint_keys (
  org_id uuid primary key references org_keys,
  sealed bytea not null,
  -- What Tink seals begins with a byte 1 and its key's id in four bytes.
  key_id bigint generated always as (
    case when octet_length(sealed) >= 5 and get_byte(sealed, 0) = 1
      then (get_byte(sealed, 1)::bigint << 24) | (get_byte(sealed, 2) << 16)
        | (get_byte(sealed, 3) << 8) | get_byte(sealed, 4)
    end) stored,
  foreign key (org_id, key_id) references org_data_keys (org_id, live_key_id)
);
alter table fingerprint_keys enable row level security;
alter table fingerprint_keys force row level security;
create policy tenant on fingerprint_keys to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on fingerprint_keys to cofferdam_app;
grant update (sealed) on fingerprint_keys to cofferdam_app;

-- Orgs that are older than these tables: what they have is proven by an entry about all of it, once.
create table unproven_orgs (
  org_id uuid primary key references ledger_heads
);
alter table ledger_heads no force row level security;
insert into unproven_orgs (org_id) select org_id from ledger_heads;
alter table ledger_heads force row level security;
alter table unproven_orgs enable row level security;
alter table unproven_orgs force row level security;
create policy tenant on unproven_orgs to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, delete on unproven_orgs to cofferdam_app;
create policy all_orgs on unproven_orgs for select to cofferdam_system using (true);
grant select on unproven_orgs to cofferdam_system;
