, raised as (
  update secrets s set version = k.version, state = 'set'
  from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::bigint[])
    as k (org_id, environment_id, name, from_version, version)
  join moved m on m.org_id = k.org_id
  where s.org_id = k.org_id and s.environment_id = k.environment_id and s.name = k.name
    and s.version = k.from_version
  returning s.org_id, s.environment_id, s.name
), renewed as (
  update environments e set version = n.version, changed_at = n.changed_at
  from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::timestamptz[])
    as n (org_id, environment_id, from_version, version, changed_at)
  join moved m on m.org_id = n.org_id
  where e.org_id = n.org_id and e.environment_id = n.environment_id
    and e.version = n.from_version and e.changed_at < n.changed_at
  returning e.org_id, e.environment_id
), written as (
  select w.*
  from unnest(
    ?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::bytea[], ?::text[], ?::text[], ?::uuid[],
    ?::timestamptz[], ?::bigint[], ?::bigint[], ?::text[])
    as w (org_id, environment_id, name, version, sealed, change, note, updated_by, updated_at,
      environment_version, entry_seq, fingerprint)
  join moved m on m.org_id = w.org_id
), added_versions as (
  insert into secret_versions
    (org_id, environment_id, name, version, sealed, change, note, updated_by, updated_at,
      environment_version)
  -- Where the key or the environment was not what it was planned on, there is a null, which fails.
  select
    w.org_id, w.environment_id, w.name, case when r.name is not null then w.version end, w.sealed,
    w.change, w.note, w.updated_by, w.updated_at,
    case when n.environment_id is not null then w.environment_version end
  from written w
  left join raised r on r.org_id = w.org_id and r.environment_id = w.environment_id
    and r.name = w.name
  left join renewed n on n.org_id = w.org_id and n.environment_id = w.environment_id
), proven as (
  insert into secret_proofs (org_id, environment_id, name, version, entry_seq, fingerprint)
  select
    w.org_id, w.environment_id, w.name, w.version, w.entry_seq, decode(w.fingerprint, 'hex')
  from written w
)
