with told as (
  insert into org_events
    (org_id, seq, event_id, at, type, actor_kind, actor_id, environment_id, author_id, is_protected, data)
  select
    e.org_id, e.seq, e.event_id, e.at, e.type, e.actor_kind, e.actor_id, e.environment_id, e.author_id,
    e.is_protected, e.data::jsonb
  from unnest(
    ?::uuid[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::uuid[],
    ?::uuid[], ?::boolean[], ?::text[])
    as e (org_id, seq, event_id, at, type, actor_kind, actor_id, environment_id, author_id, is_protected, data)
  returning org_id, seq, event_id, type
)
insert into outbox (event_id, org_id, type, subject)
select t.event_id, t.org_id, 'event.told', t.seq::text from told t
where t.type = any(?::text[])
  or exists (select from webhook_endpoints w where w.org_id = t.org_id and w.enabled)
