package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Environments of projects. */
interface EnvironmentDao {
  String COLUMNS =
      """
      e.org_id, e.project_id, e.environment_id, e.name, e.parent_id, p.name as parent_name,
        e.is_protected, e.version, e.created_at, e.changed_at
      """;
  String WITH_PARENT =
      """
      left join environments p on p.org_id = e.org_id and p.environment_id = e.parent_id
      """;

  /** Returns 0 when the name is taken in its project, and then has added nothing. */
  @SqlUpdate(
      """
      with added as (
        insert into environments (org_id, environment_id, project_id, name, parent_id,
          is_protected, version, created_at, changed_at)
        values (:orgId, :environmentId, :projectId, :name, :parentId, :isProtected, :version,
          :createdAt, :changedAt)
        on conflict (org_id, project_id, name) where deleted_at is null do nothing
        returning *
      ), state as (
        insert into environment_states (org_id, environment_id, version, entry_seq, project_id,
          changed_at, name, parent_id, is_protected)
        select org_id, environment_id, version, :entry, project_id, changed_at, name, parent_id,
          is_protected
        from added
      )
      insert into environment_settings
        (org_id, environment_id, version, name, parent_id, is_protected, changed_at)
      select org_id, environment_id, version, name, parent_id, is_protected, changed_at
      from added
      """)
  int add(@BindRecord EnvironmentRow environment, long entry);

  @SqlQuery(
      "select "
          + COLUMNS
          + " from environments e "
          + WITH_PARENT
          + """
      where e.org_id = :org and e.project_id = :project and e.name = :name
        and e.deleted_at is null
      """)
  Optional<EnvironmentRow> find(UUID org, UUID project, String name);

  @SqlQuery(
      "select "
          + COLUMNS
          + " from environments e "
          + WITH_PARENT
          + """
      where e.org_id = :org and e.project_id = :project and e.name > :after
        and e.deleted_at is null
      order by e.name limit :limit
      """)
  List<EnvironmentRow> list(UUID org, UUID project, String after, int limit);

  @SqlQuery(
      """
      select e.environment_id, p.name as project, e.name as environment
      from environments e join projects p on p.org_id = e.org_id and p.project_id = e.project_id
      where e.org_id = :org and e.environment_id = any(:ids)
      """)
  List<LabelRow> labels(UUID org, List<UUID> ids);

  /** What an environment and its project are called. */
  record LabelRow(UUID environmentId, String project, String environment) {}
}
