-- API keys: a person's, in one org. They go with the membership, whoever ends it, so that who comes back comes
-- without them.

create table api_keys (
  org_id       uuid not null,
  api_key_id   uuid not null,
  user_id      uuid not null,
  name         text not null check (length(name) between 1 and 100),
  scopes       text[] not null check (cardinality(scopes) > 0),
  start        text not null check (length(start) = 8),
  token_hash   text not null check (token_hash <> ''),
  created_at   timestamptz not null,
  expires_at   timestamptz,
  last_used_at timestamptz,
  primary key (org_id, api_key_id),
  foreign key (org_id, user_id) references members on delete cascade
);
create index api_keys_member on api_keys (org_id, user_id);
create index api_keys_user on api_keys (user_id);
create index api_keys_token on api_keys (token_hash);
alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy tenant on api_keys to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, delete on api_keys to cofferdam_app;
grant update (last_used_at) on api_keys to cofferdam_app;

-- What keys and tokens are called, also when they are no more: for the audit trail.
create table credential_names (
  org_id        uuid not null references ledger_heads,
  credential_id uuid not null,
  kind          text not null check (kind in ('api_key', 'service_token')),
  name          text not null check (length(name) between 1 and 100),
  primary key (org_id, credential_id)
);
alter table credential_names enable row level security;
alter table credential_names force row level security;
create policy tenant on credential_names to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on credential_names to cofferdam_app;

-- The two look-ups that need no org: whose a token is, and what keys a person has. They run as the owner, whom the
-- next policy lets read what they return. Keys of whom their issuer has removed are no keys.
create policy look_up on api_keys for select to cofferdam_owner using (true);

create function api_key_of(hash text)
  returns table (
    org_id uuid, api_key_id uuid, user_id uuid, name text, scopes text[], start text,
    created_at timestamptz, expires_at timestamptz, last_used_at timestamptz)
  language sql stable security definer
  set search_path = ''
as $$
  select k.org_id, k.api_key_id, k.user_id, k.name, k.scopes, k.start, k.created_at, k.expires_at, k.last_used_at
  from public.api_keys k
  where k.token_hash = hash and not exists (
    select from public.external_identities e where e.user_id = k.user_id and e.removed_at is not null)
$$;
revoke all on function api_key_of(text) from public;
grant execute on function api_key_of(text) to cofferdam_app;

create function api_keys_of(person uuid)
  returns table (
    org_id uuid, api_key_id uuid, user_id uuid, name text, scopes text[], start text,
    created_at timestamptz, expires_at timestamptz, last_used_at timestamptz)
  language sql stable security definer
  set search_path = ''
as $$
  select k.org_id, k.api_key_id, k.user_id, k.name, k.scopes, k.start, k.created_at, k.expires_at, k.last_used_at
  from public.api_keys k
  join public.orgs o on o.org_id = k.org_id
  where k.user_id = person and o.deleted_at is null
  order by k.api_key_id desc
$$;
revoke all on function api_keys_of(uuid) from public;
grant execute on function api_keys_of(uuid) to cofferdam_app;
