package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.vault.EffectiveEnvironment.Living;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.EnvironmentLine;
import dev.cofferdam.application.vault.ReferenceReader;
import dev.cofferdam.application.vault.port.EnvironmentTree;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.UsageRecord;
import dev.cofferdam.domain.runs.PinnedSecret;
import dev.cofferdam.domain.runs.Reached;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.reference.KeyAddress;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Opens the secrets that a run gets: those of its environment, inherited ones too, with their
 * references resolved. The versions are decided once, when the run is first prepared, and noted
 * with it: a run that is taken up again masks and injects the very same values, and it stays known
 * which run saw what. Nothing is read where the run's author might not read when they made it.
 */
public final class RunSecrets {
  private final Ledger ledger;
  private final RunStore runs;
  private final ProjectStore projects;
  private final EnvironmentTree tree;
  private final ReferenceReader references;
  private final PinnedValues values;
  private final UsageLedger usage;

  public RunSecrets(
      Ledger ledger,
      RunStore runs,
      ProjectStore projects,
      EnvironmentTree tree,
      ReferenceReader references,
      PinnedValues values,
      UsageLedger usage) {
    this.ledger = ledger;
    this.runs = runs;
    this.projects = projects;
    this.tree = tree;
    this.references = references;
    this.values = values;
    this.usage = usage;
  }

  /**
   * @throws Refusal {@code forbidden} where the environment is not any more what the run's author
   *     was let through to: deleted, protected, below a parent that they were not let through to,
   *     or in a project of another name; {@code unresolved_reference} where a reference leads
   *     nowhere by now, or to where the author was not let through
   */
  PinnedValues.Opened open(Actor actor, Run run) {
    if (run.environment().isEmpty()) {
      return PinnedValues.Opened.NOTHING;
    }
    List<PinnedSecret> before =
        ledger.read(
            Access.ofInstallation(run.org()), () -> runs.pinnedSecrets(run.org(), run.id()));
    List<PinnedSecret> pinned =
        before.isEmpty()
            ? ledger.change(Access.ofInstallation(run.org()), change -> pin(change, actor, run))
            : before;
    return ledger.read(Access.ofInstallation(run.org()), () -> values.open(pinned));
  }

  /**
   * Where the environment is by now: it may have another name, and its old one may be another's.
   */
  private EnvironmentFinder.Address addressOf(Run run, Environment own) {
    ProjectName name = new ProjectName(run.environment().orElseThrow().project());
    return projects
        .find(run.org(), name)
        .filter(project -> project.id().equals(own.project()))
        .map(project -> new EnvironmentFinder.Address(run.org(), name, own.name()))
        .orElseThrow(
            () -> Refusal.forbidden("The run's project was renamed since the run was made."));
  }

  private List<PinnedSecret> pin(Ledger.Change change, Actor actor, Run run) {
    Predicate<Environment> isReached = reachOf(run);
    EnvironmentLine line = lineOf(run, isReached);
    EnvironmentFinder.Address address = addressOf(run, line.own());
    Map<KeyAddress, Living<StoredSecret>> versions =
        references.gather(address, line, isReached).versions();
    List<PinnedSecret> pins =
        versions.entrySet().stream()
            .map(each -> pin(address, each.getKey(), each.getValue()))
            .sorted(Comparator.comparing(each -> each.address().toString()))
            .toList();
    if (runs.pinSecrets(run.org(), run.id(), pins)) {
      Set<String> told = new HashSet<>();
      Instant at = run.times().queuedAt();
      for (PinnedSecret each : pins) {
        String resource = resourceOf(each, versions.get(each.address()));
        if (told.add(resource)) {
          at = change.record(AuditEntry.allowed(actor, "secret.inject", resource)).at();
        }
        if (each.injected()) {
          meter(run, each, at);
        }
      }
    }
    return runs.pinnedSecrets(run.org(), run.id());
  }

  private static PinnedSecret pin(
      EnvironmentFinder.Address address, KeyAddress key, Living<StoredSecret> living) {
    boolean isOwn =
        key.project().equals(address.project()) && key.environment().equals(address.environment());
    return new PinnedSecret(key, living.secret().version().place(), isOwn);
  }

  /** What was let through to, and is not more protected now than it was then. */
  private Predicate<Environment> reachOf(Run run) {
    Map<EnvironmentId, Boolean> protectedThen =
        runs.reach(run.org(), run.id()).stream()
            .collect(Collectors.toMap(Reached::environment, Reached::isProtected));
    return each ->
        protectedThen.containsKey(each.id())
            && (!each.isProtected() || protectedThen.get(each.id()));
  }

  /** The line as it is, which has to be the one that the run's author was let through to. */
  private EnvironmentLine lineOf(Run run, Predicate<Environment> isReached) {
    List<Environment> now = tree.line(run.org(), run.environment().orElseThrow().id());
    if (now.isEmpty()) {
      throw Refusal.forbidden("The run's environment was deleted since the run was made.");
    }
    if (!now.stream().allMatch(isReached)) {
      throw Refusal.forbidden(
          "The run's environment was moved or protected since the run was made.");
    }
    return new EnvironmentLine(now);
  }

  private static String resourceOf(PinnedSecret pinned, Living<StoredSecret> living) {
    SecretPlace place = pinned.place();
    return "secret:%s/%s/%s@%d"
        .formatted(pinned.address().project(), living.home().name(), place.name(), place.version());
  }

  private void meter(Run run, PinnedSecret pinned, Instant at) {
    usage.record(
        new UsageRecord(
            run.org(),
            "run/" + run.id() + "/secret_reads/" + pinned.place().name(),
            Metric.SECRET_READS,
            BigDecimal.ONE,
            at));
  }
}
