package dev.cofferdam.adapters.postgres.vault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Projects. */
interface ProjectDao {
  /** Returns 0 when the name is taken, and then has added nothing. */
  @SqlUpdate(
      """
      insert into projects (org_id, project_id, name, description, created_at)
      values (:org, :id, :name, :description, :createdAt)
      on conflict (org_id, name) do nothing
      """)
  int add(UUID org, UUID id, String name, String description, Instant createdAt);

  @SqlQuery(
      """
      select org_id, project_id, name, description, created_at from projects
      where org_id = :org and name = :name
      """)
  Optional<ProjectRow> find(UUID org, String name);

  @SqlQuery(
      """
      select org_id, project_id, name, description, created_at from projects
      where org_id = :org and name > :after
      order by name limit :limit
      """)
  List<ProjectRow> list(UUID org, String after, int limit);
}
