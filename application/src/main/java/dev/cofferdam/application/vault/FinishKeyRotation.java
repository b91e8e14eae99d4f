package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.vault.port.KeyRotationStore;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.application.vault.port.OrgKeyring;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.UsageRecord;
import dev.cofferdam.domain.vault.KeyRotation;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgKeyStatus;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Ends a rotation where nothing is under an older key any more: in one change of the org the older
 * keys are retired, and the end recorded and counted. Nothing is taken for granted: the values are
 * counted while the org can't change.
 */
public final class FinishKeyRotation {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final Actor SELF = new Actor.Installation("keys", Actor.Origin.INSIDE);

  private final Ledger ledger;
  private final OrgKeyStore keys;
  private final OrgKeyring keyring;
  private final OrgValues values;
  private final KeyRotationStore rotations;
  private final UsageLedger usage;
  private final Clock clock;

  public FinishKeyRotation(
      Ledger ledger,
      OrgKeyStore keys,
      OrgKeyring keyring,
      OrgValues values,
      KeyRotationStore rotations,
      UsageLedger usage,
      Clock clock) {
    this.ledger = ledger;
    this.keys = keys;
    this.keyring = keyring;
    this.values = values;
    this.rotations = rotations;
    this.usage = usage;
    this.clock = clock;
  }

  /** Returns false when something is still under an older key. */
  public boolean execute(ReencryptOrg.Command command) {
    OrgId org = command.org();
    return ledger.change(
        Access.ofInstallation(org),
        change -> {
          Optional<KeyRotation> running =
              rotations.running(org).filter(rotation -> rotation.id().equals(command.rotation()));
          if (running.isEmpty()) {
            return true;
          }
          if (hasValuesUnderOlderKeys(org)) {
            return false;
          }
          end(change, running.get());
          return true;
        });
  }

  private boolean hasValuesUnderOlderKeys(OrgId org) {
    Map<OrgKeyId, Long> counts = values.counts(org);
    return keys.keys(org).stream()
        .filter(key -> key.status() != OrgKeyStatus.PRIMARY)
        .anyMatch(key -> counts.containsKey(key.id()));
  }

  private void end(Ledger.Change change, KeyRotation rotation) {
    Instant now = clock.instant();
    keyring.retireOthers(rotation.org());
    rotations.finish(rotation.org(), rotation.id(), now);
    usage.record(
        new UsageRecord(
            rotation.org(),
            "key_rotation/" + rotation.id(),
            Metric.KEY_ROTATIONS,
            BigDecimal.ONE,
            now));
    change.record(
        AuditEntry.allowed(
            SELF, "key.retire", "key_rotation:" + rotation.id() + "/" + rotation.key()));
  }
}
