-- The usage ledger. Append-only for the application; the primary key is what makes a record count once.

create table usage_records (
  org_id uuid not null,
  key    text not null check (key <> ''),
  metric text not null check (metric <> ''),
  amount numeric not null check (amount >= 0),
  at     timestamptz not null,
  primary key (org_id, key)
);
create index usage_records_period on usage_records (org_id, at) include (metric, amount);
alter table usage_records enable row level security;
alter table usage_records force row level security;
create policy tenant on usage_records to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on usage_records to cofferdam_app;
