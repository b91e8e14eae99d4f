package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.vault.port.KeyRotationStore;
import dev.cofferdam.application.vault.port.OrgKeyring;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.KeyRotation;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.time.Clock;
import java.util.Optional;

/**
 * Gives an org a new primary key, and begins to seal everything anew that is under others. From
 * then on it is carried through, whatever dies: {@link ReencryptOrg}.
 */
public final class RotateOrgKey {
  public static final Permission NEEDS = Permission.KEY_ROTATE;

  /** The outbox event that starts a rotation's durable work. */
  public static final String STARTED = "key_rotation.started";

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final OrgKeyring keyring;
  private final KeyRotationStore rotations;
  private final OrgValues values;
  private final Outbox outbox;
  private final Identity identity;

  public RotateOrgKey(
      Gatekeeper gatekeeper,
      Ledger ledger,
      OrgKeyring keyring,
      KeyRotationStore rotations,
      OrgValues values,
      Outbox outbox,
      Identity identity) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.keyring = keyring;
    this.rotations = rotations;
    this.values = values;
    this.outbox = outbox;
    this.identity = identity;
  }

  /** Where rotations get their ids and times. */
  public record Identity(IdSource ids, Clock clock) {}

  public record Command(OrgId org) {}

  /**
   * @param begun false when it was running already
   */
  public record Outcome(KeyRotation rotation, boolean begun) {}

  /**
   * @throws dev.cofferdam.domain.access.Refusal {@code key_unavailable}
   */
  public Outcome execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.change(
        access,
        change -> {
          Optional<KeyRotation> running = rotations.running(command.org());
          return running.isPresent()
              ? new Outcome(running.get(), false)
              : new Outcome(begin(change, actor, command.org()), true);
        });
  }

  private KeyRotation begin(Ledger.Change change, Actor actor, OrgId org) {
    long total = values.counts(org).values().stream().mapToLong(Long::longValue).sum();
    OrgKeyId key = keyring.addPrimary(org);
    KeyRotation rotation =
        new KeyRotation(
            org,
            new KeyRotationId(identity.ids().next()),
            key,
            total,
            0,
            identity.clock().instant(),
            Optional.empty());
    rotations.add(rotation);
    outbox.publish(
        new OutboxEvent(
            new EventId(identity.ids().next()), org, STARTED, rotation.id().toString()));
    change.record(
        AuditEntry.allowed(
            actor, "key.rotate", "key_rotation:" + rotation.id() + "/" + rotation.key()));
    return rotation;
  }
}
