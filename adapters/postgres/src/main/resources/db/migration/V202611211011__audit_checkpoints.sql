-- Checkpoints: signed claims about where an org's chain was, of which there is a copy outside of the database. The
-- application adds them and can change none.

create table audit_checkpoints (
  org_id uuid not null,
  seq    bigint not null check (seq > 0),
  at     timestamptz not null,
  claim  text not null check (length(claim) <= 1000),
  primary key (org_id, seq)
);
alter table audit_checkpoints enable row level security;
alter table audit_checkpoints force row level security;
create policy tenant on audit_checkpoints to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on audit_checkpoints to cofferdam_app;

-- An anchor: a signed claim that everything up to its place was removed because its time was over. The system role
-- puts it, the application reads it.
create table audit_anchors (
  org_id uuid primary key,
  seq    bigint not null check (seq > 0),
  claim  text not null check (length(claim) <= 1000)
);
alter table audit_anchors enable row level security;
alter table audit_anchors force row level security;
create policy tenant on audit_anchors to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select on audit_anchors to cofferdam_app;
create policy trim on audit_anchors to cofferdam_system using (true);
grant select, insert, update on audit_anchors to cofferdam_system;

-- The system role sees which chains went on, over all orgs.
create policy moved on ledger_heads for select to cofferdam_system using (true);
grant select (org_id, seq) on ledger_heads to cofferdam_system;
create policy taken on audit_checkpoints for select to cofferdam_system using (true);
grant select (org_id, seq, at) on audit_checkpoints to cofferdam_system;

-- It removes entries up to the anchor, and neither sees nor removes others.
create policy trim on audit_entries to cofferdam_system
  using (seq <= (select a.seq from audit_anchors a where a.org_id = audit_entries.org_id))
  with check (false);
grant select (org_id, seq), delete on audit_entries to cofferdam_system;
create policy trim on audit_checkpoints for delete to cofferdam_system
  using (seq < (select a.seq from audit_anchors a where a.org_id = audit_checkpoints.org_id));
grant delete on audit_checkpoints to cofferdam_system;

-- Entries come in the order of time, so a few pages of this index find a day.
create index audit_entries_at on audit_entries using brin (at);
