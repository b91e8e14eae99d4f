package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.UsageRecord;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Opens the secrets that a run gets. The versions are decided once, when the run is first prepared,
 * and noted with it: a run that is taken up again masks and injects the very same values, and it
 * stays known which run saw what.
 */
public final class RunSecrets {
  private static final int PAGE = 500;

  private final Ledger ledger;
  private final RunStore runs;
  private final SecretStore secrets;
  private final Sealer sealer;
  private final UsageLedger usage;

  public RunSecrets(
      Ledger ledger, RunStore runs, SecretStore secrets, Sealer sealer, UsageLedger usage) {
    this.ledger = ledger;
    this.runs = runs;
    this.secrets = secrets;
    this.sealer = sealer;
    this.usage = usage;
  }

  /** By the name of the environment variable that each becomes. */
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
    List<SecretPlace> current = current(run.org(), source);
    if (runs.pinSecrets(run.org(), run.id(), current)) {
      current.forEach(place -> record(change, actor, run, place));
    }
    return runs.pinnedSecrets(run.org(), run.id());
  }

  private void record(Ledger.Change change, Actor actor, Run run, SecretPlace place) {
    Run.SecretSource source = run.environment().orElseThrow();
    String label = source.project() + "/" + source.environment() + "/" + place.name();
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

  private List<SecretPlace> current(OrgId org, Run.SecretSource source) {
    List<SecretPlace> places = new ArrayList<>();
    String after = "";
    List<StoredSecret> page;
    do {
      page = secrets.list(org, source.id(), after, PAGE);
      for (StoredSecret secret : page) {
        places.add(secret.version().place());
        after = secret.version().place().name().value();
      }
    } while (page.size() == PAGE);
    return places;
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
