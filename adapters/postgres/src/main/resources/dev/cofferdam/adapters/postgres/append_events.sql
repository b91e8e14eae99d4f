, told as (
  select e.*
  from unnest(
    ?::uuid[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::uuid[],
    ?::uuid[], ?::boolean[], ?::text[])
    as e (org_id, seq, event_id, at, type, actor_kind, actor_id, environment_id, author_id, is_protected, data)
  join moved m on m.org_id = e.org_id
), announced as (
  insert into org_events
    (org_id, seq, event_id, at, type, actor_kind, actor_id, environment_id, author_id, is_protected, data)
  select
    t.org_id, t.seq, t.event_id, t.at, t.type, t.actor_kind, t.actor_id, t.environment_id, t.author_id,
    t.is_protected, t.data::jsonb
  from told t
), carried as (
  insert into outbox (event_id, org_id, type, subject)
  select t.event_id, t.org_id, 'event.told', t.seq::text from told t
  where t.type = any(?::text[])
    or exists (select from webhook_endpoints w where w.org_id = t.org_id and w.enabled)
)
