-- What is personal in an audit entry is sealed under a key of the person. Erasing somebody destroys the key: the row
-- stays, without it, so that none is made again. The chain commits to the sealed bytes and stays whole.

create table person_keys (
  user_id        uuid primary key,
  master_key_id  text check (master_key_id <> ''),
  wrapped_keyset bytea,
  created_at     timestamptz not null default now(),
  destroyed_at   timestamptz,
  check ((wrapped_keyset is null) = (destroyed_at is not null)),
  check ((wrapped_keyset is null) = (master_key_id is null))
);
comment on table person_keys is
  'rls-exempt: wrapped keys of people, who act in several orgs';
grant select, insert on person_keys to cofferdam_app;
grant update (master_key_id, wrapped_keyset, destroyed_at) on person_keys to cofferdam_app;

alter table audit_entries rename column ip to address;
