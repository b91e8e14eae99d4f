-- Orgs' keysets are wrapped by a share outside of the database too, and can be destroyed. Master keys can be retired.

alter table org_keys add column shared boolean not null default false;
alter table org_keys add column destroyed_at timestamptz;
alter table org_keys add column share_destroyed_at timestamptz;
alter table org_keys alter column master_key_id drop not null;
alter table org_keys alter column wrapped_keyset drop not null;
alter table org_keys add check ((wrapped_keyset is null) = (destroyed_at is not null));
alter table org_keys add check ((wrapped_keyset is null) = (master_key_id is null));
alter table org_keys add check (share_destroyed_at is null or destroyed_at is not null);

create policy census on org_keys for select to cofferdam_system using (true);
grant select (org_id, master_key_id, created_at, shared, destroyed_at, share_destroyed_at)
  on org_keys to cofferdam_system;
grant select (user_id, master_key_id, destroyed_at) on person_keys to cofferdam_system;
grant select (name, master_key_id) on instance_keys to cofferdam_system;

-- The same keyset, wrapped by another master key.
grant update (master_key_id, wrapped_keyset) on instance_keys to cofferdam_app;

create table retired_master_keys (
  master_key_id text primary key check (master_key_id <> ''),
  retired_at    timestamptz not null default now()
);
comment on table retired_master_keys is
  'rls-exempt: ids of master keys that may wrap nothing any more; they belong to no org';
grant select on retired_master_keys to cofferdam_app;
grant select, insert on retired_master_keys to cofferdam_system;

-- Whoever wraps holds this lock with others, and whoever retires a master key holds it alone: so what a process wraps
-- that has not heard of a rotation is seen before its key is retired, or refused.
create function refuse_retired_master_key() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(440012837711);
  if exists (select from retired_master_keys r where r.master_key_id = new.master_key_id) then
    raise exception 'the master key % is retired', new.master_key_id using errcode = '23514';
  end if;
  return new;
end $$;
create trigger refuse_retired_master_key before insert or update of master_key_id on org_keys
  for each row when (new.master_key_id is not null) execute function refuse_retired_master_key();
create trigger refuse_retired_master_key before insert or update of master_key_id on person_keys
  for each row when (new.master_key_id is not null) execute function refuse_retired_master_key();
create trigger refuse_retired_master_key before insert or update of master_key_id on instance_keys
  for each row execute function refuse_retired_master_key();
