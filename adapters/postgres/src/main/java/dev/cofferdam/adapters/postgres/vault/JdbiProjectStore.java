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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Projects and environments. */
public final class JdbiProjectStore implements ProjectStore {
  private final JdbiTransactions transactions;

  public JdbiProjectStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean add(Project project, long entry) {
    int added =
        projects()
            .add(
                project.org().value(),
                project.id().value(),
                project.name().value(),
                project.description(),
                project.createdAt(),
                entry);
    return added == 1;
  }

  @Override
  public Optional<Project> find(OrgId org, ProjectName name) {
    return projects().find(org.value(), name.value()).map(ProjectRow::toProject);
  }

  @Override
  public List<Project> list(OrgId org, String after, int limit) {
    return projects().list(org.value(), after, limit).stream().map(ProjectRow::toProject).toList();
  }

  @Override
  public boolean update(Project project, long entry) {
    return projects()
            .update(
                project.org().value(),
                project.id().value(),
                project.name().value(),
                project.description(),
                entry)
        == 1;
  }

  @Override
  public void delete(OrgId org, ProjectId project, Instant at, long entry) {
    projects().delete(org.value(), project.value(), at, entry);
  }

  @Override
  public Optional<Deleted> findDeleted(OrgId org, ProjectName name) {
    return projects().findDeleted(org.value(), name.value()).map(DeletedProjectRow::toDeleted);
  }

  @Override
  public boolean undelete(OrgId org, ProjectId project, long entry) {
    return projects().undelete(org.value(), project.value(), entry) == 1;
  }

  @Override
  public boolean add(Environment environment, long entry) {
    return environments().add(EnvironmentRow.of(environment), entry) == 1;
  }

  @Override
  public Optional<Environment> find(OrgId org, ProjectId project, EnvironmentName name) {
    return environments()
        .find(org.value(), project.value(), name.value())
        .map(EnvironmentRow::toEnvironment);
  }

  @Override
  public List<Environment> list(OrgId org, ProjectId project, String after, int limit) {
    return environments().list(org.value(), project.value(), after, limit).stream()
        .map(EnvironmentRow::toEnvironment)
        .toList();
  }

  @Override
  public Map<EnvironmentId, Label> labels(OrgId org, Set<EnvironmentId> wanted) {
    List<UUID> ids = wanted.stream().map(EnvironmentId::value).toList();
    return environments().labels(org.value(), ids).stream()
        .collect(
            Collectors.toMap(
                row -> new EnvironmentId(row.environmentId()),
                row ->
                    new Label(
                        new ProjectName(row.project()), new EnvironmentName(row.environment()))));
  }

  private ProjectDao projects() {
    return transactions.handle().attach(ProjectDao.class);
  }

  private EnvironmentDao environments() {
    return transactions.handle().attach(EnvironmentDao.class);
  }
}
