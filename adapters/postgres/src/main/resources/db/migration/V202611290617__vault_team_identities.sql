-- The age identities that a team's files outside are encrypted to, sealed under the org's key.

create table team_identities (
  org_id     uuid not null references org_keys,
  number     bigint not null check (number > 0),
  recipient  text not null check (recipient ~ '^age1[02-9ac-hj-np-z]{58}$'),
  sealed     bytea not null,
  created_at timestamptz not null,
  -- What Tink seals begins with a byte 1 and its key's id in four bytes.
  key_id     bigint generated always as (
    case when octet_length(sealed) >= 5 and get_byte(sealed, 0) = 1
      then (get_byte(sealed, 1)::bigint << 24) | (get_byte(sealed, 2) << 16)
        | (get_byte(sealed, 3) << 8) | get_byte(sealed, 4)
    end) stored,
  primary key (org_id, number),
  unique (org_id, recipient),
  foreign key (org_id, key_id) references org_data_keys (org_id, live_key_id)
);
alter table team_identities enable row level security;
alter table team_identities force row level security;
create policy tenant on team_identities to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on team_identities to cofferdam_app;
grant update (sealed) on team_identities to cofferdam_app;
