with moved as (
  update ledger_heads set seq = :head, hash = :head_hash, state = :state
  where org_id = :org
  returning org_id
)
insert into audit_entries
  (org_id, seq, at, actor_kind, actor_id, action, resource, outcome, address, request_id, hash)
select
  moved.org_id, e.seq, e.at, e.actor_kind, e.actor_id, e.action, e.resource, e.outcome, e.address,
  e.request_id, decode(e.hash, 'hex')
from moved, unnest(
  :seq::bigint[], :at::timestamptz[], :actor_kind::text[], :actor_id::text[], :action::text[],
  :resource::text[], :outcome::text[], :address::text[], :request_id::text[], :hash::text[])
  as e (seq, at, actor_kind, actor_id, action, resource, outcome, address, request_id, hash)
