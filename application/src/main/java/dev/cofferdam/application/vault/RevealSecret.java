package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.UsageRecord;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import java.math.BigDecimal;

/** Shows a secret's value. The audit entry is committed before the value is given away. */
public final class RevealSecret {
  public static final Permission NEEDS = Permission.SECRET_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final Sealer sealer;
  private final UsageLedger usage;

  public RevealSecret(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EnvironmentFinder finder,
      SecretStore secrets,
      Sealer sealer,
      UsageLedger usage) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.secrets = secrets;
    this.sealer = sealer;
    this.usage = usage;
  }

  public record Command(EnvironmentFinder.Address address, SecretName name) {}

  /**
   * @throws Refusal {@code secret_not_found}
   */
  public RevealedSecret execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    return ledger.change(
        access,
        change -> {
          Environment environment = finder.environment(access, command.address());
          StoredSecret stored =
              secrets
                  .find(environment.org(), environment.id(), command.name())
                  .orElseThrow(() -> Refusal.notFound("secret"));
          long version = stored.version().place().version();
          ChainedEntry entry =
              change.record(
                  AuditEntry.allowed(
                      actor,
                      "secret.reveal",
                      "secret:"
                          + command.address().label()
                          + "/"
                          + command.name()
                          + "@"
                          + version));
          usage.record(
              new UsageRecord(
                  environment.org(),
                  "secret_read/" + entry.seq(),
                  Metric.SECRET_READS,
                  BigDecimal.ONE,
                  entry.at()));
          return new RevealedSecret(
              stored.version(), sealer.open(stored.version().place(), stored.sealed()));
        });
  }
}
