package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.KeyRotationStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.KeyRotation;

/** Tells how far a rotation of an org's key has come. */
public final class ShowKeyRotation {
  public static final Permission NEEDS = Permission.KEY_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final KeyRotationStore rotations;

  public ShowKeyRotation(Gatekeeper gatekeeper, Ledger ledger, KeyRotationStore rotations) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.rotations = rotations;
  }

  public record Command(OrgId org, KeyRotationId rotation) {}

  /**
   * @throws Refusal {@code key_rotation_not_found}
   */
  public KeyRotation execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger
        .read(access, () -> rotations.find(command.org(), command.rotation()))
        .orElseThrow(() -> Refusal.notFound("key_rotation"));
  }
}
