package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.vault.EffectiveEnvironment;
import dev.cofferdam.application.vault.EffectiveEnvironment.Living;
import dev.cofferdam.application.vault.EnvironmentLine;
import dev.cofferdam.application.vault.port.EnvironmentTree;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.UsageRecord;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Opens the secrets that a run gets, also those that its environment inherits. The versions are
 * decided once, when the run is first prepared, and noted with it: a run that is taken up again
 * masks and injects the very same values, and it stays known which run saw what.
 */
public final class RunSecrets {
  private final Ledger ledger;
  private final RunStore runs;
  private final EnvironmentTree tree;
  private final SecretStore secrets;
  private final Sealer sealer;
  private final UsageLedger usage;

  public RunSecrets(
      Ledger ledger,
      RunStore runs,
      EnvironmentTree tree,
      SecretStore secrets,
      Sealer sealer,
      UsageLedger usage) {
    this.ledger = ledger;
    this.runs = runs;
    this.tree = tree;
    this.secrets = secrets;
    this.sealer = sealer;
    this.usage = usage;
  }

  /**
   * By the name of the environment variable that each becomes.
   *
   * @throws Refusal {@code forbidden} where the environment is not any more what the run's author
   *     was let through to: deleted, protected, or below another parent
   */
  Map<String, SecretValue> open(Actor actor, Run run) {
    if (run.environment().isEmpty()) {
      return Map.of();
    }
    Run.SecretSource source = run.environment().get();
    List<SecretPlace> pinned =
        ledger.read(
            Access.ofInstallation(run.org()), () -> runs.pinnedSecrets(run.org(), run.id()));
    if (pinned.isEmpty()) {
      pinned =
          ledger.change(
              Access.ofInstallation(run.org()), change -> pin(change, actor, run, source));
    }
    List<SecretPlace> places = pinned;
    return ledger.read(Access.ofInstallation(run.org()), () -> openAll(places));
  }

  private List<SecretPlace> pin(
      Ledger.Change change, Actor actor, Run run, Run.SecretSource source) {
    EnvironmentLine line = lineOf(run, source);
    List<Living<StoredSecret>> current =
        List.copyOf(
            EffectiveEnvironment.ofValues(
                    line, false, secrets.overrides(run.org(), line.ids(), Optional.empty()))
                .secrets()
                .values());
    List<SecretPlace> places =
        current.stream().map(living -> living.secret().version().place()).toList();
    if (runs.pinSecrets(run.org(), run.id(), places)) {
      current.forEach(living -> record(change, actor, run, living));
    }
    return runs.pinnedSecrets(run.org(), run.id());
  }

  /** The line as it is, which has to be the one that the run's author was let through to. */
  private EnvironmentLine lineOf(Run run, Run.SecretSource source) {
    List<Environment> now = tree.line(run.org(), source.id());
    if (now.isEmpty()) {
      throw Refusal.forbidden("The run's environment was deleted since the run was made.");
    }
    Instant madeAt = now.get(0).createdAt();
    Instant then = run.times().queuedAt().isBefore(madeAt) ? madeAt : run.times().queuedAt();
    Map<EnvironmentId, Boolean> protectedThen = new HashMap<>();
    tree.lineAt(run.org(), source.id(), then)
        .forEach(past -> protectedThen.put(past.environment().id(), past.isProtected()));
    for (Environment each : now) {
      if (!protectedThen.containsKey(each.id())
          || (each.isProtected() && !protectedThen.get(each.id()))) {
        throw Refusal.forbidden(
            "The run's environment was moved or protected since the run was made.");
      }
    }
    return new EnvironmentLine(now);
  }

  private void record(Ledger.Change change, Actor actor, Run run, Living<StoredSecret> living) {
    SecretPlace place = living.secret().version().place();
    Run.SecretSource source = run.environment().orElseThrow();
    String home =
        living.inheritedFrom().map(each -> each.name().value()).orElse(source.environment());
    String label = source.project() + "/" + home + "/" + place.name();
    ChainedEntry entry =
        change.record(
            AuditEntry.allowed(actor, "secret.inject", "secret:" + label + "@" + place.version()));
    usage.record(
        new UsageRecord(
            run.org(),
            "run/" + run.id() + "/secret_reads/" + place.name(),
            Metric.SECRET_READS,
            BigDecimal.ONE,
            entry.at()));
  }

  private Map<String, SecretValue> openAll(List<SecretPlace> places) {
    Map<String, SecretValue> values = new TreeMap<>();
    for (SecretPlace place : places) {
      StoredSecret stored =
          secrets
              .find(place)
              .orElseThrow(
                  () -> new IllegalStateException("a pinned version is never removed: " + place));
      values.put(place.name().value(), sealer.open(place, stored.sealed()));
    }
    return values;
  }
}
