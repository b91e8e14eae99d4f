package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.UsageRecord;
import dev.cofferdam.domain.vault.Environment;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * A reveal as a change of the org, with the ledger head locked: it can't be overtaken, and costs
 * the org's other changes their time. The last resort where an org changes too often.
 */
public final class LockedReveal {
  private final Ledger ledger;
  private final Memberships memberships;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final Sealer sealer;
  private final UsageLedger usage;

  /**
   * @param memberships as the thread's transaction sees them, not as somebody remembers them
   */
  public LockedReveal(
      Ledger ledger,
      Memberships memberships,
      EnvironmentFinder finder,
      SecretStore secrets,
      Sealer sealer,
      UsageLedger usage) {
    this.ledger = ledger;
    this.memberships = memberships;
    this.finder = finder;
    this.secrets = secrets;
    this.sealer = sealer;
    this.usage = usage;
  }

  RevealedSecret reveal(
      Actor actor,
      Access access,
      Function<Memberships, Access> admission,
      RevealSecret.Command command) {
    return ledger.change(
        access,
        change -> {
          Environment environment =
              finder.environment(admission.apply(memberships), command.address());
          StoredSecret stored =
              secrets
                  .find(environment.org(), environment.id(), command.name())
                  .orElseThrow(() -> Refusal.notFound("secret"));
          ChainedEntry entry = change.record(RevealSecret.entryOf(actor, command, stored));
          usage.record(
              new UsageRecord(
                  environment.org(),
                  RevealSecret.COUNT.keyFor(entry),
                  Metric.SECRET_READS,
                  BigDecimal.ONE,
                  entry.at()));
          return new RevealedSecret(
              stored.version(), sealer.open(stored.version().place(), stored.sealed()));
        });
  }
}
