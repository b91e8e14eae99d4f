package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** How environments hang together. A walk ends after 64 steps, whatever the rows say. */
interface EnvironmentTreeDao {
  String SELECT = "select " + EnvironmentDao.COLUMNS;

  /** What the audit entry commits to. */
  String ADD_STATE =
      """
      insert into environment_states (org_id, environment_id, version, entry_seq, project_id,
        changed_at, name, parent_id, is_protected, deleted_at, was_name, was_parent_id,
        was_protected, was_deleted_at)
      """;

  /** Of a row as the statement found it. */
  String WAS = " w.name, w.parent_id, w.is_protected, w.deleted_at ";

  @SqlQuery(
      """
      with recursive line as (
        select environment_id, parent_id, 0 as depth from environments
        where org_id = :org and environment_id = :environment and deleted_at is null
        union all
        select e.environment_id, e.parent_id, l.depth + 1
        from line l join environments e on e.org_id = :org and e.environment_id = l.parent_id
        where e.deleted_at is null and l.depth < 64
      )
      """
          + SELECT
          + " from line l join environments e on e.org_id = :org"
          + " and e.environment_id = l.environment_id "
          + EnvironmentDao.WITH_PARENT
          + " order by l.depth")
  List<EnvironmentRow> line(UUID org, UUID environment);

  @SqlQuery(
      """
      with recursive line as (
        select s.*, 0 as depth from (
          select environment_id, parent_id, is_protected, version from environment_settings
          where org_id = :org and environment_id = :environment and changed_at <= :at
          order by version desc limit 1) s
        union all
        select s.*, l.depth + 1 from line l cross join lateral (
          select environment_id, parent_id, is_protected, version from environment_settings
          where org_id = :org and environment_id = l.parent_id and changed_at <= :at
          order by version desc limit 1) s
        where l.depth < 64
      )
      select e.org_id, e.project_id, e.environment_id, e.name, l.parent_id,
        p.name as parent_name, e.is_protected, e.version, e.created_at, e.changed_at,
        l.is_protected as protected_then,
        greatest(l.version, (
          select max(v.environment_version) from secret_versions v
          where v.org_id = :org and v.environment_id = l.environment_id
            and v.updated_at <= :at)) as version_then
      from line l
      join environments e on e.org_id = :org and e.environment_id = l.environment_id
      left join environments p on p.org_id = :org and p.environment_id = l.parent_id
      order by l.depth
      """)
  List<PastRow> lineAt(UUID org, UUID environment, Instant at);

  @SqlQuery(
      """
      with recursive below as (
        select environment_id, 1 as depth from environments
        where org_id = :org and parent_id = :environment and deleted_at is null
        union all
        select e.environment_id, b.depth + 1
        from below b join environments e on e.org_id = :org and e.parent_id = b.environment_id
        where e.deleted_at is null and b.depth < 64
      )
      """
          + SELECT
          + " from below b join environments e on e.org_id = :org"
          + " and e.environment_id = b.environment_id "
          + EnvironmentDao.WITH_PARENT
          + " order by b.depth, e.created_at, e.environment_id")
  List<EnvironmentRow> branches(UUID org, UUID environment);

  /** Returns 0 when the name is taken in its project, and then has changed nothing. */
  @SqlUpdate(
      """
      with changed as (
        update environments e
        set name = :name, parent_id = :parentId, is_protected = :isProtected, version = :version,
          changed_at = :changedAt
        where e.org_id = :orgId and e.environment_id = :environmentId and not exists (
          select from environments o where o.org_id = :orgId and o.project_id = :projectId
            and o.name = :name and o.deleted_at is null and o.environment_id <> :environmentId)
        returning e.*
      ), state as (
      """
          + ADD_STATE
          + """
        select c.org_id, c.environment_id, c.version, :entry, c.project_id, c.changed_at, c.name,
          c.parent_id, c.is_protected, c.deleted_at,
      """
          + WAS
          + """
        from changed c join environments w on w.org_id = c.org_id
          and w.environment_id = c.environment_id
      )
      insert into environment_settings
        (org_id, environment_id, version, name, parent_id, is_protected, changed_at)
      select org_id, environment_id, version, name, parent_id, is_protected, changed_at
      from changed
      """)
  int update(@BindRecord EnvironmentRow environment, long entry);

  @SqlUpdate(
      """
      with gone as (
        update environments e set deleted_at = :at
        from unnest(:environments, :entries) as g (environment_id, entry)
        where e.org_id = :org and e.environment_id = g.environment_id
        returning e.*, g.entry
      )
      """
          + ADD_STATE
          + """
      select c.org_id, c.environment_id, c.version, c.entry, c.project_id, c.changed_at, c.name,
        c.parent_id, c.is_protected, c.deleted_at,
      """
          + WAS
          + """
      from gone c join environments w on w.org_id = c.org_id
        and w.environment_id = c.environment_id
      """)
  void delete(UUID org, UUID[] environments, Long[] entries, Instant at);

  @SqlQuery(
      SELECT
          + ", e.deleted_at from environments e "
          + EnvironmentDao.WITH_PARENT
          + """
      where e.org_id = :org and e.project_id = :project and e.name = :name
        and e.deleted_at is not null
      order by e.deleted_at desc limit 1
      """)
  Optional<DeletedEnvironmentRow> findDeleted(UUID org, UUID project, String name);

  @SqlQuery(
      """
      with recursive below as (
        select environment_id, deleted_at, 0 as depth from environments
        where org_id = :org and environment_id = :environment
        union all
        select e.environment_id, e.deleted_at, b.depth + 1
        from below b join environments e on e.org_id = :org and e.parent_id = b.environment_id
        where e.deleted_at = b.deleted_at and b.depth < 64
      )
      """
          + SELECT
          + " from below b join environments e on e.org_id = :org"
          + " and e.environment_id = b.environment_id "
          + EnvironmentDao.WITH_PARENT
          + " order by b.depth, e.created_at, e.environment_id")
  List<EnvironmentRow> deletedTogether(UUID org, UUID environment);

  /** Returns 0 when the name is taken in its project, and then has changed nothing. */
  @SqlUpdate(
      """
      with back as (
        update environments e set deleted_at = null
        where e.org_id = :org and e.environment_id = :environment and not exists (
          select from environments o where o.org_id = :org and o.project_id = e.project_id
            and o.name = e.name and o.deleted_at is null)
        returning e.*
      )
      """
          + ADD_STATE
          + """
      select c.org_id, c.environment_id, c.version, :entry, c.project_id, c.changed_at, c.name,
        c.parent_id, c.is_protected, c.deleted_at,
      """
          + WAS
          + """
      from back c join environments w on w.org_id = c.org_id
        and w.environment_id = c.environment_id
      """)
  int undelete(UUID org, UUID environment, long entry);
}
