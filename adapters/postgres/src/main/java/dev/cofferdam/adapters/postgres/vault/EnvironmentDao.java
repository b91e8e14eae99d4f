package dev.cofferdam.adapters.postgres.vault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Environments of projects. */
interface EnvironmentDao {
  /** Returns 0 when the name is taken in its project, and then has added nothing. */
  @SqlUpdate(
      """
      insert into environments
        (org_id, environment_id, project_id, name, is_protected, version, created_at)
      values (:org, :id, :project, :name, :isProtected, :version, :createdAt)
      on conflict (org_id, project_id, name) do nothing
      """)
  int add(
      UUID org,
      UUID project,
      UUID id,
      String name,
      boolean isProtected,
      long version,
      Instant createdAt);

  @SqlQuery(
      """
      select org_id, project_id, environment_id, name, is_protected, version, created_at
      from environments
      where org_id = :org and project_id = :project and name = :name
      """)
  Optional<EnvironmentRow> find(UUID org, UUID project, String name);

  @SqlQuery(
      """
      select org_id, project_id, environment_id, name, is_protected, version, created_at
      from environments
      where org_id = :org and project_id = :project and name > :after
      order by name limit :limit
      """)
  List<EnvironmentRow> list(UUID org, UUID project, String after, int limit);
}
