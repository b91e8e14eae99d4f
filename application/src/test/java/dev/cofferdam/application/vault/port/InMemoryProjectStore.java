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
import dev.cofferdam.domain.vault.VaultFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps projects and environments. Safe for use by many threads. */
public final class InMemoryProjectStore implements ProjectStore {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<ProjectId, ProjectRow> projects;
  private final InMemoryTable<EnvironmentId, EnvironmentRow> environments;
  private final InMemoryTable<Object, EnvironmentRow> settings;
  private final InMemoryVaultFacts facts;

  public InMemoryProjectStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    projects = InMemoryTable.ofOrgs(transactions);
    environments = InMemoryTable.ofOrgs(transactions);
    settings = InMemoryTable.ofOrgs(transactions);
    facts = new InMemoryVaultFacts(transactions);
  }

  private record ProjectRow(Project value, Optional<Instant> deletedAt)
      implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.org();
    }
  }

  /** An environment, as it was stored: the name of its parent may be another one by now. */
  record EnvironmentRow(Environment value, Optional<Instant> deletedAt)
      implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.org();
    }
  }

  @Override
  public boolean add(Project project, long entry) {
    transactions.lock(List.of("project", project.org(), project.name()));
    if (find(project.org(), project.name()).isPresent()) {
      return false;
    }
    projects.put(project.id(), new ProjectRow(project, Optional.empty()));
    facts.note(VaultFact.Named.made(project), entry);
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
  public boolean update(Project project, long entry) {
    if (find(project.org(), project.name()).filter(o -> !o.id().equals(project.id())).isPresent()) {
      return false;
    }
    Project before = projects.find(project.id()).orElseThrow().value();
    projects.put(project.id(), new ProjectRow(project, Optional.empty()));
    facts.note(VaultFact.Named.changed(before, project), entry);
    return true;
  }

  @Override
  public void delete(OrgId org, ProjectId project, Instant at, long entry) {
    Project now = projects.find(project).orElseThrow().value();
    projects.put(project, new ProjectRow(now, Optional.of(at)));
    facts.note(VaultFact.Named.deleted(now, at), entry);
  }

  @Override
  public Optional<Deleted> findDeleted(OrgId org, ProjectName name) {
    return projects.rows().stream()
        .filter(row -> row.org().equals(org) && row.value().name().equals(name))
        .flatMap(row -> row.deletedAt().map(at -> new Deleted(row.value(), at)).stream())
        .max(Comparator.comparing(Deleted::at));
  }

  @Override
  public boolean undelete(OrgId org, ProjectId project, long entry) {
    ProjectRow row = projects.find(project).orElseThrow();
    Project then = row.value();
    if (find(org, then.name()).isPresent()) {
      return false;
    }
    facts.note(VaultFact.Named.undeleted(then, row.deletedAt().orElseThrow()), entry);
    projects.put(project, new ProjectRow(then, Optional.empty()));
    return true;
  }

  @Override
  public boolean add(Environment environment, long entry) {
    if (of(environment.org()).noneMatch(p -> p.id().equals(environment.project()))) {
      throw new IllegalStateException("an environment of another org's project, or of none");
    }
    environment
        .parent()
        .ifPresent(
            parent -> {
              if (!rowOf(parent.id()).value().project().equals(environment.project())) {
                throw new IllegalStateException("a parent in another project");
              }
            });
    transactions.lock(List.of("environment", environment.project(), environment.name()));
    if (find(environment.org(), environment.project(), environment.name()).isPresent()) {
      return false;
    }
    store(environment, Optional.empty());
    settings.put(
        List.of(environment.id(), environment.version()),
        new EnvironmentRow(environment, Optional.empty()));
    facts.note(VaultFact.Settings.made(environment), entry);
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

  @Override
  public Map<EnvironmentId, Label> labels(OrgId org, Set<EnvironmentId> wanted) {
    Map<EnvironmentId, Label> labels = new HashMap<>();
    for (EnvironmentRow row : environments.rows()) {
      Environment found = row.value();
      if (row.org().equals(org) && wanted.contains(found.id())) {
        Project project = projects.find(found.project()).orElseThrow().value();
        labels.put(found.id(), new Label(project.name(), found.name()));
      }
    }
    return labels;
  }

  /** What is deleted neither itself nor with its project. */
  List<Environment> open(OrgId org) {
    return of(org).flatMap(project -> of(org, project.id())).toList();
  }

  /** What became of things here. */
  public InMemoryVaultFacts facts() {
    return facts;
  }

  /** Moves an environment to its next version. */
  void bump(EnvironmentId id, Instant at) {
    EnvironmentRow row = rowOf(id);
    Instant before = row.value().changedAt();
    store(row.value().moved(at.isBefore(before) ? before : at), row.deletedAt());
  }

  /** Puts an environment in the place of what there was. */
  void store(Environment environment, Optional<Instant> deletedAt) {
    environments.put(environment.id(), new EnvironmentRow(environment, deletedAt));
  }

  /** Remembers settings of this version. */
  void remember(Environment environment) {
    settings.put(
        List.of(environment.id(), environment.version()),
        new EnvironmentRow(environment, Optional.empty()));
  }

  /** An environment's settings at some time; empty before it was made. */
  Optional<Environment> settingsAt(EnvironmentId id, Instant at) {
    return settings.rows().stream()
        .map(EnvironmentRow::value)
        .filter(environment -> environment.id().equals(id))
        .filter(environment -> !environment.changedAt().isAfter(at))
        .max(Comparator.comparingLong(Environment::version));
  }

  /** How often an environment's settings had been changed at some time. */
  long settingsUntil(EnvironmentId id, Instant at) {
    return settings.rows().stream()
            .map(EnvironmentRow::value)
            .filter(environment -> environment.id().equals(id))
            .filter(environment -> !environment.changedAt().isAfter(at))
            .count()
        - 1;
  }

  EnvironmentRow rowOf(EnvironmentId id) {
    return environments.find(id).map(this::named).orElseThrow();
  }

  /** All environments of an org, deleted or not, in the order in which they came. */
  List<EnvironmentRow> rows(OrgId org) {
    List<EnvironmentRow> rows = new ArrayList<>(environments.rows());
    rows.removeIf(row -> !row.org().equals(org));
    rows.replaceAll(this::named);
    return rows;
  }

  private EnvironmentRow named(EnvironmentRow row) {
    Environment now = row.value();
    return new EnvironmentRow(
        new Environment(
            now.org(),
            now.project(),
            now.id(),
            now.name(),
            now.parent()
                .map(parent -> environments.find(parent.id()).orElseThrow().value().asParent()),
            now.isProtected(),
            now.version(),
            now.createdAt(),
            now.changedAt()),
        row.deletedAt());
  }

  private Stream<Project> of(OrgId org) {
    return projects.rows().stream()
        .filter(row -> row.deletedAt().isEmpty())
        .map(ProjectRow::value)
        .filter(p -> p.org().equals(org));
  }

  private Stream<Environment> of(OrgId org, ProjectId project) {
    return rows(org).stream()
        .filter(row -> row.deletedAt().isEmpty())
        .map(EnvironmentRow::value)
        .filter(e -> e.project().equals(project));
  }
}
