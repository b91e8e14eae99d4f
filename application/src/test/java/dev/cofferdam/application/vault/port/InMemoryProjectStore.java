package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps projects and environments. Safe for use by many threads. */
public final class InMemoryProjectStore implements ProjectStore {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<ProjectId, ProjectRow> projects;
  private final InMemoryTable<EnvironmentId, EnvironmentRow> environments;

  public InMemoryProjectStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    projects = InMemoryTable.ofOrgs(transactions);
    environments = InMemoryTable.ofOrgs(transactions);
  }

  private record ProjectRow(Project value) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.org();
    }
  }

  private record EnvironmentRow(Environment value) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.org();
    }
  }

  @Override
  public boolean add(Project project) {
    transactions.lock(List.of("project", project.org(), project.name()));
    if (find(project.org(), project.name()).isPresent()) {
      return false;
    }
    projects.put(project.id(), new ProjectRow(project));
    return true;
  }

  @Override
  public Optional<Project> find(OrgId org, ProjectName name) {
    return of(org).filter(project -> project.name().equals(name)).findFirst();
  }

  @Override
  public List<Project> list(OrgId org, String after, int limit) {
    return of(org)
        .filter(project -> project.name().value().compareTo(after) > 0)
        .sorted(Comparator.comparing(project -> project.name().value()))
        .limit(limit)
        .toList();
  }

  @Override
  public boolean add(Environment environment) {
    if (of(environment.org()).noneMatch(p -> p.id().equals(environment.project()))) {
      throw new IllegalStateException("an environment of another org's project, or of none");
    }
    transactions.lock(List.of("environment", environment.project(), environment.name()));
    if (find(environment.org(), environment.project(), environment.name()).isPresent()) {
      return false;
    }
    environments.put(environment.id(), new EnvironmentRow(environment));
    return true;
  }

  @Override
  public Optional<Environment> find(OrgId org, ProjectId project, EnvironmentName name) {
    return of(org, project).filter(environment -> environment.name().equals(name)).findFirst();
  }

  @Override
  public List<Environment> list(OrgId org, ProjectId project, String after, int limit) {
    return of(org, project)
        .filter(environment -> environment.name().value().compareTo(after) > 0)
        .sorted(Comparator.comparing(environment -> environment.name().value()))
        .limit(limit)
        .toList();
  }

  /** Moves an environment to its next version. */
  void bump(EnvironmentId id) {
    Environment now = environments.find(id).orElseThrow().value();
    Environment next =
        new Environment(
            now.org(),
            now.project(),
            id,
            now.name(),
            now.isProtected(),
            now.version() + 1,
            now.createdAt());
    environments.put(id, new EnvironmentRow(next));
  }

  private Stream<Project> of(OrgId org) {
    return projects.rows().stream().map(ProjectRow::value).filter(p -> p.org().equals(org));
  }

  private Stream<Environment> of(OrgId org, ProjectId project) {
    return environments.rows().stream()
        .map(EnvironmentRow::value)
        .filter(e -> e.org().equals(org) && e.project().equals(project));
  }
}
