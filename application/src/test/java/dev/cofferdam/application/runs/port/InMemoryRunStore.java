package dev.cofferdam.application.runs.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.application.vault.port.VersionRuns;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.PinnedSecret;
import dev.cofferdam.domain.runs.Reached;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunShare;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.runs.Step;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Keeps runs. Safe for use by many threads. */
public final class InMemoryRunStore implements RunStore, UnfinishedRuns, VersionRuns {
  private static final Comparator<Run> BY_AGE =
      Comparator.comparing((Run run) -> run.times().queuedAt())
          .thenComparing(run -> run.id().toString());

  private final InMemoryTransactions transactions;
  private final InMemoryTable<RunId, RunRow> runs;
  private final InMemoryTable<RunId, RunQueue.Admitted> admitted;
  private final InMemoryTable<List<Object>, ReachedRow> reach;

  public InMemoryRunStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    runs = InMemoryTable.ofOrgs(transactions);
    admitted = InMemoryTable.ofAll(transactions);
    reach = InMemoryTable.ofOrgs(transactions);
  }

  @Override
  public void add(Run run) {
    runs.put(run.id(), new RunRow(run, Optional.empty(), ByteBuffer.allocate(0)));
  }

  @Override
  public void addReach(OrgId org, RunId run, List<Reached> environments) {
    if (find(org, run).isEmpty()) {
      throw new IllegalStateException("there is no such run");
    }
    environments.forEach(
        each -> reach.put(List.of(run, each.environment()), new ReachedRow(org, run, each)));
  }

  @Override
  public List<Reached> reach(OrgId org, RunId run) {
    return reach.rows().stream()
        .filter(row -> row.org().equals(org) && row.run().equals(run))
        .map(ReachedRow::reached)
        .toList();
  }

  private record ReachedRow(OrgId org, RunId run, Reached reached) implements InMemoryTable.Owned {}

  @Override
  public Optional<Run> find(OrgId org, RunId run) {
    return row(org, run).map(RunRow::run);
  }

  @Override
  public List<Run> list(OrgId org, Optional<RunShare> share, Optional<RunId> before, int limit) {
    Optional<Run> end = before.flatMap(run -> find(org, run));
    if (before.isPresent() && end.isEmpty()) {
      return List.of();
    }
    return runs.rows().stream()
        .map(RunRow::run)
        .filter(run -> run.org().equals(org))
        .filter(run -> share.map(each -> each.has(run)).orElse(true))
        .filter(run -> end.map(e -> BY_AGE.compare(run, e) < 0).orElse(true))
        .sorted(BY_AGE.reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public void prepare(OrgId org, RunId run, RuntimeKind runtime) {
    update(org, run, row -> row.run().status() == RunStatus.QUEUED, row -> row.prepared(runtime));
  }

  @Override
  public boolean pinSecrets(OrgId org, RunId run, List<PinnedSecret> secrets) {
    return update(org, run, row -> row.pinned().isEmpty(), row -> row.pinned(secrets));
  }

  @Override
  public List<PinnedSecret> pinnedSecrets(OrgId org, RunId run) {
    return row(org, run).flatMap(RunRow::pinned).orElse(List.of()).stream()
        .sorted(Comparator.comparing(each -> each.address().toString()))
        .toList();
  }

  @Override
  public void startCallSent(OrgId org, RunId run, Instant at) {
    update(org, run, row -> true, row -> row.startCallSent(at));
  }

  @Override
  public boolean start(OrgId org, RunId run, Instant at) {
    return update(
        org,
        run,
        row -> !row.run().status().isFinal() && row.run().status() != RunStatus.RUNNING,
        row -> row.started(at));
  }

  @Override
  public void cloned(OrgId org, RunId run, String commit) {
    update(
        org, run, row -> true, row -> row.noted(Optional.of(commit), row.run().cancelRequested()));
  }

  @Override
  public void save(OrgId org, RunId run, Step step) {
    update(org, run, row -> true, row -> row.stepped(step));
  }

  @Override
  public boolean requeue(OrgId org, RunId run) {
    boolean waits =
        find(org, run).filter(found -> found.status() == RunStatus.QUEUED).isPresent()
            && admitted.find(run).isPresent();
    if (waits) {
      admitted.remove(run);
    }
    return waits;
  }

  @Override
  public Map<Long, List<RunId>> of(
      OrgId org, EnvironmentId environment, SecretName name, Set<Long> versions, int most) {
    Map<Long, List<RunId>> found = new TreeMap<>();
    for (long version : versions) {
      List<RunId> got =
          runs.rows().stream()
              .filter(row -> row.org().equals(org))
              .filter(
                  row ->
                      row.pinned().orElse(List.of()).stream()
                          .map(PinnedSecret::place)
                          .anyMatch(
                              place ->
                                  place.environment().equals(environment)
                                      && place.name().equals(name)
                                      && place.version() == version))
              .map(row -> row.run().id())
              .sorted(Comparator.comparing(RunId::toString).reversed())
              .limit(most)
              .toList();
      if (!got.isEmpty()) {
        found.put(version, got);
      }
    }
    return found;
  }

  @Override
  public List<RunId> page(SecretPlace version, Optional<RunId> before, int limit) {
    return of(
            version.org(),
            version.environment(),
            version.name(),
            Set.of(version.version()),
            Integer.MAX_VALUE)
        .getOrDefault(version.version(), List.of())
        .stream()
        .filter(run -> before.isEmpty() || run.toString().compareTo(before.get().toString()) < 0)
        .limit(limit)
        .toList();
  }

  /** Those that were let in, ended ones too. */
  InMemoryTable<RunId, RunQueue.Admitted> admitted() {
    return admitted;
  }

  /** Of all orgs, oldest first. */
  List<Run> unfinished() {
    return runs.rowsOfAllOrgs().stream()
        .map(RunRow::run)
        .filter(run -> !run.status().isFinal())
        .sorted(BY_AGE)
        .toList();
  }

  @Override
  public void requestCancel(OrgId org, RunId run) {
    update(org, run, row -> true, row -> row.noted(row.run().commit(), true));
  }

  @Override
  public boolean isCancelRequested(OrgId org, RunId run) {
    return find(org, run).map(Run::cancelRequested).orElse(false);
  }

  @Override
  public boolean end(OrgId org, RunId run, Ending ending, Instant at) {
    return update(org, run, row -> !row.run().status().isFinal(), row -> row.ended(ending, at));
  }

  @Override
  public List<Unfinished> list(int limit) {
    return unfinished().stream()
        .limit(limit)
        .map(run -> new Unfinished(run.org(), run.id()))
        .toList();
  }

  Optional<RunRow> row(OrgId org, RunId run) {
    return runs.find(run).filter(row -> row.org().equals(org));
  }

  /** Changes a row if the row, once it is locked, fulfils the condition. */
  boolean update(OrgId org, RunId run, Predicate<RunRow> condition, UnaryOperator<RunRow> change) {
    transactions.lock(List.of("run", run));
    Optional<RunRow> changed =
        Stream.ofNullable(row(org, run).orElse(null)).filter(condition).map(change).findFirst();
    changed.ifPresent(row -> runs.put(run, row));
    return changed.isPresent();
  }
}
