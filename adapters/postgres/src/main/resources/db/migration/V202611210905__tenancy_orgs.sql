-- Orgs, how they are found, and who belongs to them.

create table orgs (
  org_id     uuid primary key references ledger_heads,
  name       text not null check (length(name) between 1 and 100),
  plan       text not null check (plan <> ''),
  created_at timestamptz not null
);
alter table orgs enable row level security;
alter table orgs force row level security;
create policy tenant on orgs to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update on orgs to cofferdam_app;

-- No foreign key to orgs: this table stays local when the tenant tables are distributed by org.
create table org_slugs (
  slug   text primary key check (slug ~ '^[a-z0-9](-?[a-z0-9]){1,39}$' and length(slug) <= 40),
  org_id uuid not null unique
);
comment on table org_slugs is
  'rls-exempt: finds the org that an address names; slug and org id are all it holds';
grant select, insert, update on org_slugs to cofferdam_app;

create table members (
  org_id    uuid not null references orgs,
  user_id   uuid not null,
  role      text not null check (role in ('owner', 'admin', 'member')),
  joined_at timestamptz not null,
  primary key (org_id, user_id)
);
create index members_user on members (user_id);
alter table members enable row level security;
alter table members force row level security;
create policy tenant on members to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update, delete on members to cofferdam_app;

-- The two look-ups that a request needs before it is in an org: what a person is there, and which orgs a person
-- has. They run as the owner, whom the next two policies let read what they return, and give the rows of the one
-- person that they are asked about.
create policy look_up on orgs for select to cofferdam_owner using (true);
create policy look_up on members for select to cofferdam_owner using (true);

create function role_of(org uuid, person uuid) returns text
  language sql stable security definer
  set search_path = ''
as $$
  select role from public.members where org_id = org and user_id = person
$$;
revoke all on function role_of(uuid, uuid) from public;
grant execute on function role_of(uuid, uuid) to cofferdam_app;

create function orgs_of(person uuid)
  returns table (org_id uuid, slug text, name text, plan text, created_at timestamptz, role text)
  language sql stable security definer
  set search_path = ''
as $$
  select o.org_id, s.slug, o.name, o.plan, o.created_at, m.role
  from public.members m
  join public.orgs o on o.org_id = m.org_id
  join public.org_slugs s on s.org_id = m.org_id
  where m.user_id = person
  order by o.created_at, o.org_id
$$;
revoke all on function orgs_of(uuid) from public;
grant execute on function orgs_of(uuid) to cofferdam_app;
