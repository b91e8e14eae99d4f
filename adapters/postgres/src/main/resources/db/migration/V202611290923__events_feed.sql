-- What an org tells those who follow its events, in the order of its ledger: an event has the place of the audit entry
-- that it is about. Older ones are removed by the system role, which sees no more of them than their time.

create table org_events (
  org_id         uuid not null references orgs,
  seq            bigint not null check (seq > 0),
  event_id       uuid not null,
  at             timestamptz not null,
  type           text not null check (type ~ '^[a-z_]+\.[a-z_]+$'),
  actor_kind     text not null,
  actor_id       text not null,
  environment_id uuid,
  author_id      uuid,
  is_protected   boolean not null,
  data           jsonb not null check (jsonb_typeof(data) = 'object'),
  primary key (org_id, seq)
);
create index org_events_at on org_events (at);
alter table org_events enable row level security;
alter table org_events force row level security;
create policy tenant on org_events to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on org_events to cofferdam_app;
create policy trim on org_events to cofferdam_system using (true);
grant select (org_id, seq, at), delete on org_events to cofferdam_system;

-- Who waits for events to be carried out to them; what an org has none of costs its changes nothing.
create table webhook_endpoints (
  org_id        uuid not null references orgs,
  endpoint_id   uuid not null,
  kind          text not null check (kind in ('standard', 'slack')),
  url           bytea not null,
  types         text[] not null check (cardinality(types) between 1 and 50),
  description   text not null,
  enabled       boolean not null,
  why_disabled  text check (why_disabled in ('by_hand', 'gone', 'failing')),
  secret        bytea not null,
  secret_before bytea,
  before_until  timestamptz,
  failing_since timestamptz,
  created_at    timestamptz not null,
  changed_at    timestamptz not null,
  primary key (org_id, endpoint_id),
  check (enabled = (why_disabled is null)),
  check ((secret_before is null) = (before_until is null))
);
comment on column webhook_endpoints.url is 'sealed: the address of an incoming webhook is a secret itself';
comment on column webhook_endpoints.secret is 'sealed';
create index webhook_endpoints_on on webhook_endpoints (org_id) where enabled;
alter table webhook_endpoints enable row level security;
alter table webhook_endpoints force row level security;
create policy tenant on webhook_endpoints to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update, delete on webhook_endpoints to cofferdam_app;

-- Events on their way to an endpoint, or (with an address of their own, sealed) to where a run wants to be called back.
-- The line is the endpoint, or the org for its callbacks: who sends takes of each line what is due first.
create table deliveries (
  org_id       uuid not null references orgs,
  delivery_id  uuid not null,
  line         uuid not null,
  endpoint_id  uuid,
  callback_url bytea,
  event_id     uuid not null,
  type         text not null,
  body         text not null check (length(body) <= 262144),
  replay_of    uuid,
  status       text not null check (status in ('pending', 'delivered', 'failed')),
  attempts     integer not null check (attempts >= 0),
  next_at      timestamptz,
  last_at      timestamptz,
  last_status  integer,
  last_error   text,
  last_ms      bigint,
  last_answer  text check (length(last_answer) <= 1000),
  created_at   timestamptz not null,
  primary key (org_id, delivery_id),
  foreign key (org_id, endpoint_id) references webhook_endpoints on delete cascade,
  check ((endpoint_id is null) <> (callback_url is null)),
  check (line = coalesce(endpoint_id, org_id)),
  check ((status = 'pending') = (next_at is not null))
);
create unique index deliveries_once on deliveries (org_id, event_id, line) where replay_of is null;
create index deliveries_of_endpoint on deliveries (org_id, endpoint_id, delivery_id);
create index deliveries_waiting on deliveries (org_id, line, next_at) where status = 'pending';
create index deliveries_due on deliveries (next_at) where status = 'pending';
create index deliveries_at on deliveries (created_at);
alter table deliveries enable row level security;
alter table deliveries force row level security;
create policy tenant on deliveries to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update, delete on deliveries to cofferdam_app;
create policy sending on deliveries to cofferdam_system using (true);
grant select (org_id, delivery_id, line, status, next_at, created_at), update (next_at), delete
  on deliveries to cofferdam_system;

create table callback_secrets (
  org_id        uuid primary key references orgs,
  secret        bytea not null,
  secret_before bytea,
  before_until  timestamptz,
  check ((secret_before is null) = (before_until is null))
);
comment on column callback_secrets.secret is 'sealed';
alter table callback_secrets enable row level security;
alter table callback_secrets force row level security;
create policy tenant on callback_secrets to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update on callback_secrets to cofferdam_app;

-- Where a run wants to be called back when it has ended; gone with the delivery that does it.
create table callbacks (
  org_id  uuid not null references orgs,
  subject uuid not null,
  url     bytea not null,
  primary key (org_id, subject)
);
comment on column callbacks.url is 'sealed';
alter table callbacks enable row level security;
alter table callbacks force row level security;
create policy tenant on callbacks to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, delete on callbacks to cofferdam_app;
