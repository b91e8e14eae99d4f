-- Runs wait for their org's turn, and are let in when a worker has room.

alter table runs add column admitted_at timestamptz;
alter table runs add column pool text check (pool <> '');
alter table runs add check ((pool is null) = (admitted_at is null));
-- Those under way have their workflows already. Forced policies would hide them from the owner too.
alter table runs no force row level security;
update runs set admitted_at = queued_at, pool = 'shared' where finished_at is null;

create index runs_waiting on runs (org_id, queued_at, run_id) where finished_at is null and admitted_at is null;
create index runs_let_in on runs (pool, org_id) where finished_at is null and admitted_at is not null;

-- Who is next is decided over all orgs, by the system role, which sees of runs that they wait.
create policy letting_in on runs for update to cofferdam_system using (finished_at is null);
grant select (admitted_at, pool), update (admitted_at, pool) on runs to cofferdam_system;
grant insert on outbox to cofferdam_system;

-- An org's place among those who take turns: what its plan gives it, and how far it has come.
create table run_turns (
  org_id    uuid primary key references orgs,
  weight    integer not null check (weight > 0),
  at_once   integer check (at_once > 0),
  last_turn bigint check (last_turn >= 0)
);
create index run_turns_last on run_turns (last_turn);
insert into run_turns (org_id, weight) select distinct org_id, 1 from runs where finished_at is null;
alter table runs force row level security;
alter table run_turns enable row level security;
alter table run_turns force row level security;
create policy tenant on run_turns to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on run_turns to cofferdam_app;
grant update (weight, at_once) on run_turns to cofferdam_app;
create policy turns on run_turns to cofferdam_system using (true);
grant select, update (last_turn) on run_turns to cofferdam_system;


create table workers (
  worker_id text primary key check (worker_id <> ''),
  pool      text not null check (pool <> ''),
  orgs      uuid[] not null,
  slots     integer not null check (slots > 0),
  draining  boolean not null,
  seen_at   timestamptz not null
);
comment on table workers is
  'rls-exempt: processes of the installation that execute runs; ids of orgs that have workers of their own are all it says of tenants';
grant select, insert, update, delete on workers to cofferdam_app;
grant select on workers to cofferdam_system;
