-- What has to be done about a change, committed with it. The relay takes due events with SKIP LOCKED and
-- deletes those that were delivered.

create table outbox (
  event_id   uuid primary key,
  org_id     uuid not null,
  type       text not null check (type ~ '^[a-z_]+\.[a-z_]+$'),
  subject    text not null,
  attempts   integer not null default 0 check (attempts >= 0),
  due_at     timestamptz not null default now(),
  created_at timestamptz not null default now()
);
comment on table outbox is
  'rls-exempt: a queue over all orgs, of ids alone; cofferdam_app can put events in and not read them';
create index outbox_due on outbox (due_at, event_id);
grant insert on outbox to cofferdam_app;
grant select, update, delete on outbox to cofferdam_system;
