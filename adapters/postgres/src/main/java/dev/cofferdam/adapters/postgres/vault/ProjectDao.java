package dev.cofferdam.adapters.postgres.vault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Projects. */
interface ProjectDao {
  /** What the audit entry commits to, with what the statement found. */
  String ADD_STATE =
      """
      insert into project_states
        (org_id, project_id, entry_seq, name, deleted_at, was_name, was_deleted_at)
      select c.org_id, c.project_id, :entry, c.name, c.deleted_at, w.name, w.deleted_at
      from changed c left join projects w on w.org_id = c.org_id and w.project_id = c.project_id
      """;

  /** Returns 0 when the name is taken, and then has added nothing. */
  @SqlUpdate(
      """
      with changed as (
        insert into projects (org_id, project_id, name, description, created_at)
        values (:org, :id, :name, :description, :createdAt)
        on conflict (org_id, name) where deleted_at is null do nothing
        returning *
      )
      """
          + ADD_STATE)
  int add(UUID org, UUID id, String name, String description, Instant createdAt, long entry);

  @SqlQuery(
      """
      select org_id, project_id, name, description, created_at from projects
      where org_id = :org and name = :name and deleted_at is null
      """)
  Optional<ProjectRow> find(UUID org, String name);

  @SqlQuery(
      """
      select org_id, project_id, name, description, created_at from projects
      where org_id = :org and name > :after and deleted_at is null
      order by name limit :limit
      """)
  List<ProjectRow> list(UUID org, String after, int limit);

  /** Returns 0 when the name is taken, and then has changed nothing. */
  @SqlUpdate(
      """
      with changed as (
        update projects p set name = :name, description = :description
        where p.org_id = :org and p.project_id = :id and not exists (
          select from projects o where o.org_id = :org and o.name = :name
            and o.deleted_at is null and o.project_id <> :id)
        returning p.*
      )
      """
          + ADD_STATE)
  int update(UUID org, UUID id, String name, String description, long entry);

  @SqlUpdate(
      """
      with changed as (
        update projects set deleted_at = :at where org_id = :org and project_id = :id
        returning *
      )
      """
          + ADD_STATE)
  void delete(UUID org, UUID id, Instant at, long entry);

  @SqlQuery(
      """
      select org_id, project_id, name, description, created_at, deleted_at from projects
      where org_id = :org and name = :name and deleted_at is not null
      order by deleted_at desc limit 1
      """)
  Optional<DeletedProjectRow> findDeleted(UUID org, String name);

  /** Returns 0 when the name is taken, and then has changed nothing. */
  @SqlUpdate(
      """
      with changed as (
        update projects p set deleted_at = null
        where p.org_id = :org and p.project_id = :id and not exists (
          select from projects o where o.org_id = :org and o.name = p.name
            and o.deleted_at is null)
        returning p.*
      )
      """
          + ADD_STATE)
  int undelete(UUID org, UUID id, long entry);
}
