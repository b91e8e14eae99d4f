package dev.cofferdam.application.vault;

import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.UsageRecord;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.SecretVersion;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;

/** Seals a value and puts it in as a key's next version, with its audit entry and its usage. */
public final class SecretWriter {
  private final SecretStore secrets;
  private final Sealer sealer;
  private final UsageLedger usage;
  private final Clock clock;

  public SecretWriter(SecretStore secrets, Sealer sealer, UsageLedger usage, Clock clock) {
    this.secrets = secrets;
    this.sealer = sealer;
    this.usage = usage;
    this.clock = clock;
  }

  /**
   * @param label the environment's names, for the audit trail
   */
  record Target(Environment environment, String label) {}

  /**
   * @param note up to 1,000 characters; may be empty
   */
  record Content(SecretName name, SecretValue value, String note) {}

  SecretVersion write(Ledger.Change change, Actor actor, Target target, Content content) {
    Environment environment = target.environment();
    long version = secrets.lastVersion(environment.org(), environment.id(), content.name()) + 1;
    SecretPlace place =
        new SecretPlace(
            environment.org(), environment.project(), environment.id(), content.name(), version);
    Instant now = clock.instant();
    SecretVersion written = new SecretVersion(place, content.note(), actor.author(), now);
    secrets.put(new StoredSecret(written, sealer.seal(place, content.value())));
    String key = "secret_write/" + environment.id() + "/" + content.name() + "/" + version;
    usage.record(
        new UsageRecord(environment.org(), key, Metric.SECRET_WRITES, BigDecimal.ONE, now));
    change.record(
        AuditEntry.allowed(
            actor,
            "secret.write",
            "secret:" + target.label() + "/" + content.name() + "@" + version));
    return written;
  }
}
