-- What the installation keeps for itself, before any org: its own keysets and stored answers.
--
-- The roles cofferdam_owner, cofferdam_app and cofferdam_system exist already (docs/operate/postgres.md);
-- migrations run as cofferdam_owner and say what the other two may.

grant usage on schema public to cofferdam_app, cofferdam_system;

comment on table flyway_schema_history is
  'rls-exempt: Flyway''s list of the migrations that have run; neither cofferdam_app nor cofferdam_system can read it';

create table instance_keys (
  name           text primary key check (name <> ''),
  master_key_id  text not null check (master_key_id <> ''),
  wrapped_keyset bytea not null,
  created_at     timestamptz not null default now()
);
comment on table instance_keys is
  'rls-exempt: keysets of the installation itself, wrapped by the master key; they belong to no org';
grant select, insert on instance_keys to cofferdam_app;

create table idempotency_keys (
  caller       text not null check (caller <> ''),
  key          text not null check (key <> ''),
  request_hash text not null,
  response     bytea not null,
  created_at   timestamptz not null,
  primary key (caller, key)
);
comment on table idempotency_keys is
  'rls-exempt: sealed answers by hashes of credential and key; asked for before any org is known';
create index idempotency_keys_created_at on idempotency_keys (created_at);
grant select, insert, update, delete on idempotency_keys to cofferdam_app;
