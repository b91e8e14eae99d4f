-- One ledger head an org. Who changes anything of the org locks it first, so that changes are serial and
-- the audit entries form one chain.

create table ledger_heads (
  org_id uuid primary key,
  seq    bigint not null check (seq >= 0),
  hash   bytea not null check (octet_length(hash) = 32),
  state  bigint not null check (state >= 0)
);
alter table ledger_heads enable row level security;
alter table ledger_heads force row level security;
create policy tenant on ledger_heads to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update on ledger_heads to cofferdam_app;

-- Append-only for the application: it has no right to update or delete. No foreign key to the head: the chain
-- itself is checked against it, and this is the table with the most inserts.
create table audit_entries (
  org_id     uuid not null,
  seq        bigint not null check (seq > 0),
  at         timestamptz not null,
  actor_kind text not null,
  actor_id   text not null,
  action     text not null,
  resource   text not null,
  outcome    text not null check (outcome in ('allowed', 'refused')),
  ip         text not null,
  request_id text not null,
  hash       bytea not null check (octet_length(hash) = 32),
  primary key (org_id, seq)
);
alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy tenant on audit_entries to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on audit_entries to cofferdam_app;
