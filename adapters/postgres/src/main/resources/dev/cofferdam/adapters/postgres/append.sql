with step as (
  select * from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[])
    as s (org_id, from_seq, from_state, seq, hash, state)
), free as (
  select h.org_id
  from step s join ledger_heads h
    on h.org_id = s.org_id and h.seq = s.from_seq and h.state = s.from_state
  for update of h skip locked
), moved as (
  update ledger_heads h set seq = s.seq, hash = decode(s.hash, 'hex'), state = s.state
  from step s join free f on f.org_id = s.org_id
  where h.org_id = s.org_id
  returning h.org_id
), added as (
  insert into audit_entries
    (org_id, seq, at, actor_kind, actor_id, action, resource, outcome, address, request_id,
      commitment, hash)
  select
    m.org_id, e.seq, e.at, e.actor_kind, e.actor_id, e.action, e.resource, e.outcome, e.address,
    e.request_id, e.commitment, decode(e.hash, 'hex')
  from unnest(
    ?::uuid[], ?::bigint[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
    ?::text[], ?::text[], ?::text[], ?::text[])
    as e (org_id, seq, at, actor_kind, actor_id, action, resource, outcome, address, request_id,
      commitment, hash)
  join moved m on m.org_id = e.org_id
), counted as (
  insert into usage_records (org_id, key, metric, amount, at)
  select m.org_id, u.key, u.metric, u.amount, u.at
  from unnest(?::uuid[], ?::text[], ?::text[], ?::numeric[], ?::timestamptz[])
    as u (org_id, key, metric, amount, at)
  join moved m on m.org_id = u.org_id
), seen as (
  insert into secret_reads as r
    (org_id, environment_id, name, version, nearer, actor_kind, actor_id, reads, last_at, last_seq)
  select m.org_id, s.environment_id, s.name, s.version, s.nearer, s.actor_kind, s.actor_id, s.reads, s.at, s.seq
  from unnest(
    ?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[],
    ?::timestamptz[], ?::bigint[])
    as s (org_id, environment_id, name, version, nearer, actor_kind, actor_id, reads, at, seq)
  join moved m on m.org_id = s.org_id
  on conflict (org_id, environment_id, name, version, nearer, actor_kind, actor_id) do update set
    reads = r.reads + excluded.reads, last_at = greatest(r.last_at, excluded.last_at),
    last_seq = greatest(r.last_seq, excluded.last_seq)
)
