-- Files that runs leave behind: their bytes are objects, sealed under a key of their own.

alter table runs add column artifacts jsonb not null default '[]';
alter table runs alter column artifacts drop default;

-- A content's key, sealed under the org's; who has no row can't read the objects any more.
create table contents (
  org_id     uuid not null references org_keys,
  content_id uuid not null,
  sealed     bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- What Tink seals begins with a byte 1 and its key's id in four bytes.
  key_id     bigint generated always as (
    case when octet_length(sealed) >= 5 and get_byte(sealed, 0) = 1
      then (get_byte(sealed, 1)::bigint << 24) | (get_byte(sealed, 2) << 16)
        | (get_byte(sealed, 3) << 8) | get_byte(sealed, 4)
    end) stored,
  primary key (org_id, content_id),
  foreign key (org_id, key_id) references org_data_keys (org_id, live_key_id)
);
create index contents_under on contents (org_id, key_id, content_id);
create index contents_expired on contents (expires_at, org_id, content_id);
alter table contents enable row level security;
alter table contents force row level security;
create policy tenant on contents to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, delete on contents to cofferdam_app;
grant update (sealed) on contents to cofferdam_app;
-- Which ones are over their time is found over all orgs.
create policy expired on contents for select to cofferdam_system using (expires_at < now());
grant select (org_id, content_id, expires_at) on contents to cofferdam_system;

-- The run's content has the artifact's bytes, in pieces that are numbered within the run.
create table run_artifacts (
  org_id      uuid not null,
  run_id      uuid not null,
  name        text collate "C" not null check (octet_length(name) between 1 and 1024),
  size        bigint not null check (size >= 0),
  sha256      bytea not null check (octet_length(sha256) = 32),
  first_piece integer not null check (first_piece >= 0),
  created_at  timestamptz not null,
  primary key (org_id, run_id, name),
  foreign key (org_id, run_id) references runs,
  foreign key (org_id, run_id) references contents (org_id, content_id) on delete cascade
);
alter table run_artifacts enable row level security;
alter table run_artifacts force row level security;
create policy tenant on run_artifacts to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on run_artifacts to cofferdam_app;
