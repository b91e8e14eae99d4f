-- Service tokens that have no token of their own: CI jobs show theirs, and get a short one for it.

alter table service_tokens alter column start drop not null;
alter table service_tokens alter column token_hash drop not null;
alter table service_tokens
  add column exchange_issuer   text check (length(exchange_issuer) between 1 and 500),
  add column exchange_names    text[] not null default '{}',
  add column exchange_patterns text[] not null default '{}',
  add constraint service_tokens_one_proof check (
    (token_hash is null) = (exchange_issuer is not null)
    and (token_hash is null) = (start is null)
    and (token_hash is null) = (cardinality(exchange_names) between 1 and 10)
    and cardinality(exchange_names) = cardinality(exchange_patterns));

create table exchanged_tokens (
  org_id           uuid not null,
  token_hash       text not null check (token_hash <> ''),
  service_token_id uuid not null,
  expires_at       timestamptz not null,
  primary key (org_id, token_hash),
  foreign key (org_id, service_token_id) references service_tokens on delete cascade
);
create index exchanged_tokens_of on exchanged_tokens (org_id, service_token_id, expires_at);
create index exchanged_tokens_token on exchanged_tokens (token_hash);
alter table exchanged_tokens enable row level security;
alter table exchanged_tokens force row level security;
create policy tenant on exchanged_tokens to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, delete on exchanged_tokens to cofferdam_app;
create policy look_up on exchanged_tokens for select to cofferdam_owner using (true);

-- A short token is its service token, with an end of its own.
drop function service_token_of(text);
create function service_token_of(hash text)
  returns table (
    org_id uuid, service_token_id uuid, project_id uuid, name text, access text, allowed_cidrs text[], start text,
    exchange_issuer text, exchange_names text[], exchange_patterns text[], created_at timestamptz,
    expires_at timestamptz, last_used_at timestamptz, environments uuid[])
  language sql stable security definer
  set search_path = ''
as $$
  with shown as (
    select t.org_id, t.service_token_id, t.expires_at from public.service_tokens t where t.token_hash = hash
    union all
    select x.org_id, x.service_token_id, x.expires_at from public.exchanged_tokens x where x.token_hash = hash
  )
  select t.org_id, t.service_token_id, t.project_id, t.name, t.access, t.allowed_cidrs, t.start, t.exchange_issuer,
    t.exchange_names, t.exchange_patterns, t.created_at, least(t.expires_at, s.expires_at), t.last_used_at,
    array_agg(e.environment_id)
  from shown s
  join public.service_tokens t on t.org_id = s.org_id and t.service_token_id = s.service_token_id
  join public.service_token_environments e
    on e.org_id = t.org_id and e.service_token_id = t.service_token_id
  group by t.org_id, t.service_token_id, s.expires_at
$$;
revoke all on function service_token_of(text) from public;
grant execute on function service_token_of(text) to cofferdam_app;

-- What a CI job asks for by its id, before it is known whether the job may.
create function service_token_for_exchange(org uuid, id uuid)
  returns table (
    org_id uuid, service_token_id uuid, project_id uuid, name text, access text, allowed_cidrs text[], start text,
    exchange_issuer text, exchange_names text[], exchange_patterns text[], created_at timestamptz,
    expires_at timestamptz, last_used_at timestamptz, environments uuid[])
  language sql stable security definer
  set search_path = ''
as $$
  select t.org_id, t.service_token_id, t.project_id, t.name, t.access, t.allowed_cidrs, t.start, t.exchange_issuer,
    t.exchange_names, t.exchange_patterns, t.created_at, t.expires_at, t.last_used_at, array_agg(e.environment_id)
  from public.service_tokens t
  join public.service_token_environments e
    on e.org_id = t.org_id and e.service_token_id = t.service_token_id
  where t.org_id = org and t.service_token_id = id and t.exchange_issuer is not null
  group by t.org_id, t.service_token_id
$$;
revoke all on function service_token_for_exchange(uuid, uuid) from public;
grant execute on function service_token_for_exchange(uuid, uuid) to cofferdam_app;
