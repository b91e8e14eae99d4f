-- Service tokens: an org's, for some environments of one project. One without an environment left is none.

create table service_tokens (
  org_id           uuid not null,
  service_token_id uuid not null,
  project_id       uuid not null,
  name             text not null check (length(name) between 1 and 100),
  access           text not null check (access in ('read', 'write', 'run')),
  allowed_cidrs    text[] not null check (cardinality(allowed_cidrs) <= 50),
  start            text not null check (length(start) = 8),
  token_hash       text not null check (token_hash <> ''),
  created_at       timestamptz not null,
  expires_at       timestamptz,
  last_used_at     timestamptz,
  primary key (org_id, service_token_id),
  foreign key (org_id, project_id) references projects on delete cascade
);
create index service_tokens_project on service_tokens (org_id, project_id);
create index service_tokens_token on service_tokens (token_hash);
alter table service_tokens enable row level security;
alter table service_tokens force row level security;
create policy tenant on service_tokens to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, delete on service_tokens to cofferdam_app;
grant update (last_used_at) on service_tokens to cofferdam_app;

create table service_token_environments (
  org_id           uuid not null,
  service_token_id uuid not null,
  environment_id   uuid not null,
  primary key (org_id, service_token_id, environment_id),
  foreign key (org_id, service_token_id) references service_tokens on delete cascade,
  foreign key (org_id, environment_id) references environments on delete cascade
);
create index service_token_environments_of on service_token_environments (org_id, environment_id);
alter table service_token_environments enable row level security;
alter table service_token_environments force row level security;
create policy tenant on service_token_environments to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on service_token_environments to cofferdam_app;

-- Whose a token is, before any org is known. It runs as the owner, whom the next policies let read what it returns.
create policy look_up on service_tokens for select to cofferdam_owner using (true);
create policy look_up on service_token_environments for select to cofferdam_owner using (true);

create function service_token_of(hash text)
  returns table (
    org_id uuid, service_token_id uuid, project_id uuid, name text, access text, allowed_cidrs text[], start text,
    created_at timestamptz, expires_at timestamptz, last_used_at timestamptz, environments uuid[])
  language sql stable security definer
  set search_path = ''
as $$
  select t.org_id, t.service_token_id, t.project_id, t.name, t.access, t.allowed_cidrs, t.start, t.created_at,
    t.expires_at, t.last_used_at, array_agg(e.environment_id)
  from public.service_tokens t
  join public.service_token_environments e
    on e.org_id = t.org_id and e.service_token_id = t.service_token_id
  where t.token_hash = hash
  group by t.org_id, t.service_token_id
$$;
revoke all on function service_token_of(text) from public;
grant execute on function service_token_of(text) to cofferdam_app;
