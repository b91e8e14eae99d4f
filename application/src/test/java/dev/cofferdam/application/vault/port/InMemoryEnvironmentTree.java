package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.vault.port.InMemoryProjectStore.EnvironmentRow;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.VaultFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The tree of what an {@link InMemoryProjectStore} keeps. */
public final class InMemoryEnvironmentTree implements EnvironmentTree {
  private final InMemoryProjectStore store;
  private final InMemorySecretStore secrets;

  public InMemoryEnvironmentTree(InMemoryProjectStore store, InMemorySecretStore secrets) {
    this.store = store;
    this.secrets = secrets;
  }

  @Override
  public List<Environment> line(OrgId org, EnvironmentId environment) {
    List<Environment> line = new ArrayList<>();
    Optional<EnvironmentId> next = Optional.of(environment);
    while (next.isPresent()) {
      Optional<Environment> found = live(org, next.get());
      found.ifPresent(line::add);
      next = found.flatMap(Environment::parent).map(Environment.Parent::id);
    }
    return line;
  }

  @Override
  public List<Past> lineAt(OrgId org, EnvironmentId environment, Instant at) {
    List<Past> line = new ArrayList<>();
    Optional<Environment> then = settingsAt(org, environment, at);
    while (then.isPresent()) {
      Environment was = then.get();
      Environment now = store.rowOf(was.id()).value();
      Optional<Environment.Parent> parent =
          was.parent().map(p -> store.rowOf(p.id()).value().asParent());
      line.add(
          new Past(
              new Environment(
                  now.org(),
                  now.project(),
                  now.id(),
                  now.name(),
                  parent,
                  now.isProtected(),
                  now.version(),
                  now.createdAt(),
                  now.changedAt()),
              store.settingsUntil(was.id(), at) + secrets.changesUntil(was.id(), at),
              was.isProtected()));
      then = parent.flatMap(p -> settingsAt(org, p.id(), at));
    }
    return line;
  }

  private Optional<Environment> settingsAt(OrgId org, EnvironmentId environment, Instant at) {
    return store.settingsAt(environment, at).filter(found -> found.org().equals(org));
  }

  @Override
  public List<Environment> branches(OrgId org, EnvironmentId environment) {
    return below(org, environment, row -> row.deletedAt().isEmpty());
  }

  private List<Environment> below(
      OrgId org, EnvironmentId environment, Predicate<EnvironmentRow> wanted) {
    List<EnvironmentRow> rows = store.rows(org);
    List<EnvironmentId> above = new ArrayList<>(List.of(environment));
    List<Environment> found = new ArrayList<>();
    for (int i = 0; i < above.size(); i++) {
      EnvironmentId parent = above.get(i);
      for (EnvironmentRow row : rows) {
        if (wanted.test(row)
            && row.value().parent().filter(p -> p.id().equals(parent)).isPresent()) {
          found.add(row.value());
          above.add(row.value().id());
        }
      }
    }
    return found;
  }

  @Override
  public boolean update(Environment environment, long entry) {
    if (store
        .find(environment.org(), environment.project(), environment.name())
        .filter(other -> !other.id().equals(environment.id()))
        .isPresent()) {
      return false;
    }
    Environment before = store.rowOf(environment.id()).value();
    store.facts().note(VaultFact.Settings.changed(before, environment), entry);
    store.store(environment, Optional.empty());
    store.remember(environment);
    return true;
  }

  @Override
  public void delete(OrgId org, List<Gone> environments, Instant at) {
    for (Gone gone : environments) {
      Environment environment = store.rowOf(gone.environment()).value();
      store.facts().note(VaultFact.Settings.deleted(environment, at), gone.entry());
      store.store(environment, Optional.of(at));
    }
  }

  @Override
  public Optional<Deleted> findDeleted(OrgId org, ProjectId project, EnvironmentName name) {
    return store.rows(org).stream()
        .filter(row -> row.value().project().equals(project) && row.value().name().equals(name))
        .flatMap(row -> row.deletedAt().map(at -> new Deleted(row.value(), at)).stream())
        .max(Comparator.comparing(Deleted::at));
  }

  @Override
  public List<Environment> deletedTogether(OrgId org, EnvironmentId environment) {
    EnvironmentRow root = store.rowOf(environment);
    List<Environment> found = new ArrayList<>(List.of(root.value()));
    found.addAll(
        below(
            org,
            environment,
            row -> row.deletedAt().isPresent() && row.deletedAt().equals(root.deletedAt())));
    return found;
  }

  @Override
  public boolean undelete(OrgId org, EnvironmentId environment, long entry) {
    EnvironmentRow row = store.rowOf(environment);
    Environment then = row.value();
    if (store.find(org, then.project(), then.name()).isPresent()) {
      return false;
    }
    store.facts().note(VaultFact.Settings.undeleted(then, row.deletedAt().orElseThrow()), entry);
    store.store(then, Optional.empty());
    return true;
  }

  private Optional<Environment> live(OrgId org, EnvironmentId id) {
    return store.rows(org).stream()
        .filter(row -> row.deletedAt().isEmpty())
        .map(EnvironmentRow::value)
        .filter(environment -> environment.id().equals(id))
        .findFirst();
  }
}
