-- Some events are about people and belong to no org. Each relay takes events of its own types, so that a slow kind of
-- delivery holds nothing else up.

alter table outbox alter column org_id drop not null;

drop index outbox_due;
create index outbox_due on outbox (type, due_at, event_id);
