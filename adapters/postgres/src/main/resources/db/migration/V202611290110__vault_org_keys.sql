-- Which keys an org has and had, what is sealed under which, and rotations from one to the next.

alter table org_keys add column generation bigint not null default 1 check (generation > 0);

-- A key is live until it is retired. What is sealed refers to live keys alone, so nothing can be stored that nobody
-- could open, and no key can be retired that something is still under.
create table org_data_keys (
  org_id      uuid not null references org_keys,
  key_id      bigint not null check (key_id between 0 and 4294967295),
  created_at  timestamptz not null,
  retiring_at timestamptz,
  retired_at  timestamptz,
  live_key_id bigint generated always as (case when retired_at is null then key_id end) stored,
  primary key (org_id, key_id),
  unique (org_id, live_key_id),
  check (retired_at is null or retiring_at is not null)
);
create unique index org_data_keys_primary on org_data_keys (org_id) where retiring_at is null;
create policy tenant on org_data_keys to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on org_data_keys to cofferdam_app;
grant update (retiring_at, retired_at) on org_data_keys to cofferdam_app;

-- What Tink seals begins with a byte 1 and its key's id in four bytes.
alter table secret_versions add column key_id bigint generated always as (
  case when octet_length(sealed) >= 5 and get_byte(sealed, 0) = 1
    then (get_byte(sealed, 1)::bigint << 24) | (get_byte(sealed, 2) << 16)
      | (get_byte(sealed, 3) << 8) | get_byte(sealed, 4)
  end) stored;
create index secret_versions_key on secret_versions (org_id, key_id);

-- What is forced holds for the owner too, who has to see the rows that are brought up to date.
alter table secret_versions no force row level security;
alter table org_keys no force row level security;
insert into org_data_keys (org_id, key_id, created_at)
select distinct v.org_id, v.key_id, k.created_at
from secret_versions v join org_keys k on k.org_id = v.org_id
where v.key_id is not null;

alter table secret_versions add constraint secret_versions_live_key
  foreign key (org_id, key_id) references org_data_keys (org_id, live_key_id);

alter table secret_versions force row level security;
alter table org_keys force row level security;
alter table org_data_keys enable row level security;
alter table org_data_keys force row level security;

-- Sealing a version anew is all that may become of it.
grant update (sealed) on secret_versions to cofferdam_app;

create table key_rotations (
  org_id      uuid not null,
  rotation_id uuid not null,
  key_id      bigint not null,
  total       bigint not null check (total >= 0),
  done        bigint not null default 0 check (done >= 0),
  started_at  timestamptz not null,
  finished_at timestamptz,
  primary key (org_id, rotation_id),
  foreign key (org_id, key_id) references org_data_keys
);
create unique index key_rotations_running on key_rotations (org_id) where finished_at is null;
alter table key_rotations enable row level security;
alter table key_rotations force row level security;
create policy tenant on key_rotations to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on key_rotations to cofferdam_app;
grant update (done, finished_at) on key_rotations to cofferdam_app;
create policy unfinished on key_rotations for select to cofferdam_system using (finished_at is null);
grant select (org_id, rotation_id, started_at, finished_at) on key_rotations to cofferdam_system;
