package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Projects and environments. */
public final class JdbiProjectStore implements ProjectStore {
  private final JdbiTransactions transactions;

  public JdbiProjectStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean add(Project project) {
    return transactions
            .handle()
            .createUpdate(
                """
                insert into projects (org_id, project_id, name, description, created_at)
                values (:org, :id, :name, :description, :at)
                on conflict (org_id, name) do nothing
                """)
            .bind("org", project.org().value())
            .bind("id", project.id().value())
            .bind("name", project.name().value())
            .bind("description", project.description())
            .bind("at", project.createdAt())
            .execute()
        == 1;
  }

  @Override
  public Optional<Project> find(OrgId org, ProjectName name) {
    return transactions
        .handle()
        .createQuery("select * from projects where org_id = :org and name = :name")
        .bind("org", org.value())
        .bind("name", name.value())
        .map((row, context) -> project(row))
        .findOne();
  }

  @Override
  public List<Project> list(OrgId org, String after, int limit) {
    return transactions
        .handle()
        .createQuery(
            """
            select * from projects where org_id = :org and name > :after order by name limit :limit
            """)
        .bind("org", org.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> project(row))
        .list();
  }

  @Override
  public boolean add(Environment environment) {
    return transactions
            .handle()
            .createUpdate(
                """
                insert into environments (org_id, environment_id, project_id, name, version, created_at)
                values (:org, :id, :project, :name, :version, :at)
                on conflict (org_id, project_id, name) do nothing
                """)
            .bind("org", environment.org().value())
            .bind("id", environment.id().value())
            .bind("project", environment.project().value())
            .bind("name", environment.name().value())
            .bind("version", environment.version())
            .bind("at", environment.createdAt())
            .execute()
        == 1;
  }

  @Override
  public Optional<Environment> find(OrgId org, ProjectId project, EnvironmentName name) {
    return transactions
        .handle()
        .createQuery(
            """
            select * from environments
            where org_id = :org and project_id = :project and name = :name
            """)
        .bind("org", org.value())
        .bind("project", project.value())
        .bind("name", name.value())
        .map((row, context) -> environment(row))
        .findOne();
  }

  @Override
  public List<Environment> list(OrgId org, ProjectId project, String after, int limit) {
    return transactions
        .handle()
        .createQuery(
            """
            select * from environments
            where org_id = :org and project_id = :project and name > :after
            order by name limit :limit
            """)
        .bind("org", org.value())
        .bind("project", project.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> environment(row))
        .list();
  }

  private static Project project(ResultSet row) throws SQLException {
    return new Project(
        new OrgId(row.getObject("org_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new ProjectName(row.getString("name")),
        row.getString("description"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static Environment environment(ResultSet row) throws SQLException {
    return new Environment(
        new OrgId(row.getObject("org_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new EnvironmentId(row.getObject("environment_id", UUID.class)),
        new EnvironmentName(row.getString("name")),
        row.getLong("version"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
