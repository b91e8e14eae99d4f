-- Orgs are renamed, addressed anew, deleted and had back.

alter table orgs add column wanted_plan text check (wanted_plan <> '');
alter table orgs add column version bigint not null default 1 check (version > 0);
alter table orgs add column deleted_at timestamptz;

-- A slug that an org gave up stays its own until kept_until, and finds nobody meanwhile.
alter table org_slugs drop constraint org_slugs_org_id_key;
alter table org_slugs add column kept_until timestamptz;
create unique index org_slugs_current on org_slugs (org_id) where kept_until is null;
create index org_slugs_kept on org_slugs (org_id) where kept_until is not null;
comment on table org_slugs is
  'rls-exempt: finds the org that an address names; slug, org id and how long a former slug is kept are all it holds';

-- A deleted org is to nobody what it was: these look-ups are what every request starts from.
create or replace function role_of(org uuid, person uuid) returns text
  language sql stable security definer
  set search_path = ''
as $$
  select m.role from public.members m
  join public.orgs o on o.org_id = m.org_id
  where m.org_id = org and m.user_id = person and o.deleted_at is null
$$;

create function is_open(org uuid) returns boolean
  language sql stable security definer
  set search_path = ''
as $$
  select exists (select from public.orgs where org_id = org and deleted_at is null)
$$;
revoke all on function is_open(uuid) from public;
grant execute on function is_open(uuid) to cofferdam_app;

-- Who may have a deleted org back.
create function role_in_deleted(org uuid, person uuid) returns text
  language sql stable security definer
  set search_path = ''
as $$
  select m.role from public.members m
  join public.orgs o on o.org_id = m.org_id
  where m.org_id = org and m.user_id = person and o.deleted_at is not null
$$;
revoke all on function role_in_deleted(uuid, uuid) from public;
grant execute on function role_in_deleted(uuid, uuid) to cofferdam_app;

drop function orgs_of(uuid);
create function orgs_of(person uuid)
  returns table (
    org_id uuid, slug text, name text, plan text, wanted_plan text, version bigint,
    created_at timestamptz, role text)
  language sql stable security definer
  set search_path = ''
as $$
  select o.org_id, s.slug, o.name, o.plan, o.wanted_plan, o.version, o.created_at, m.role
  from public.members m
  join public.orgs o on o.org_id = m.org_id
  join public.org_slugs s on s.org_id = m.org_id and s.kept_until is null
  where m.user_id = person and o.deleted_at is null
  order by o.created_at, o.org_id
$$;
revoke all on function orgs_of(uuid) from public;
grant execute on function orgs_of(uuid) to cofferdam_app;
