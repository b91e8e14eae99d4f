with version as (
  select environment_id, name, version, change, environment_version, updated_at
  from secret_versions where org_id = :org
), newest_version as (
  select distinct on (environment_id, name) environment_id, name, version, change
  from version order by environment_id, name, version desc
), head as (
  select environment_id, name, version, state from secrets where org_id = :org
), state as (
  select t.*, lag(t.name) over line as before_name, lag(t.parent_id) over line as before_parent_id,
    lag(t.is_protected) over line as before_protected,
    lag(t.deleted_at) over line as before_deleted_at
  from environment_states t where t.org_id = :org
  window line as (partition by t.environment_id order by t.version, t.entry_seq)
), newest_state as (
  select distinct on (environment_id) * from state
  order by environment_id, version desc, entry_seq desc
), reached as (
  select environment_id, max(environment_version) as version from version group by environment_id
), environment as (
  select e.*, r.version as reached
  from environments e left join reached r on r.environment_id = e.environment_id
  where e.org_id = :org
), setting as (
  select * from environment_settings where org_id = :org
), project_state as (
  select t.*, lag(t.name) over line as before_name, lag(t.deleted_at) over line as before_deleted_at
  from project_states t where t.org_id = :org
  window line as (partition by t.project_id order by t.was_name is not null, t.entry_seq)
), newest_project_state as (
  select distinct on (project_id) * from project_state
  order by project_id, was_name is not null desc, entry_seq desc
), project as (
  select * from projects where org_id = :org
)
select entry_seq, subject from (
  -- A key whose newest version is another.
  select
    (select p.entry_seq from secret_proofs p where p.org_id = :org
      and p.environment_id = n.environment_id and p.name = n.name and p.version = n.version
    ) as entry_seq,
    'secret:' || environment_id || '/' || name || coalesce('@' || n.version, '') as subject
  from newest_version n full join head h using (environment_id, name)
  where h.version is distinct from n.version
    or h.state is distinct from (
      case n.change when 'hide' then 'hidden' when 'delete' then 'deleted' else 'set' end)
  union all
  -- Two changes of an environment that came to one version of it.
  select null, 'environment:' || environment_id || '@' || environment_version
  from version group by environment_id, environment_version
  having count(distinct updated_at) > 1
  union all
  -- An environment that is other than its newest state.
  select n.entry_seq, 'environment:' || environment_id
  from environment e full join newest_state n using (environment_id)
  where (e.project_id, e.name, e.parent_id, e.is_protected, e.deleted_at)
      is distinct from (n.project_id, n.name, n.parent_id, n.is_protected, n.deleted_at)
    or e.version is distinct from greatest(n.version, e.reached)
  union all
  -- One that came to be what it was before a change by no entry.
  select entry_seq, 'environment:' || environment_id || '@' || version
  from state
  where (was_name, was_parent_id, was_protected, was_deleted_at)
    is distinct from (before_name, before_parent_id, before_protected, before_deleted_at)
  union all
  -- A former setting that is no state, and a state that is neither a setting nor of a version.
  select null, 'environment:' || s.environment_id || '@' || s.version
  from setting s
  where not exists (
    select from state t where t.environment_id = s.environment_id and t.version = s.version
      and t.name = s.name and t.parent_id is not distinct from s.parent_id
      and t.is_protected = s.is_protected and t.changed_at = s.changed_at)
  union all
  select t.entry_seq, 'environment:' || t.environment_id || '@' || t.version
  from state t
  where not exists (
      select from setting s where s.environment_id = t.environment_id and s.version = t.version)
    and not exists (
      select from version v
      where v.environment_id = t.environment_id and v.environment_version = t.version)
  union all
  select n.entry_seq, 'project:' || project_id
  from project p full join newest_project_state n using (project_id)
  where (p.name, p.deleted_at) is distinct from (n.name, n.deleted_at)
  union all
  select entry_seq, 'project:' || project_id
  from project_state
  where (was_name, was_deleted_at) is distinct from (before_name, before_deleted_at)
) found
order by entry_seq nulls last, subject limit 1
