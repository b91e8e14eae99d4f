package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.KeyRotationStore;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.application.vault.port.OrgKeyring;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;

/**
 * Makes an org's values unreadable for good: the wrapped keyset is destroyed in the database, and
 * then its share outside of it, without which no older dump opens either. Nodes that have it in
 * memory forget it within ten seconds. What is left to do after a crash {@link
 * FinishKeyDestructions} does.
 */
public final class DestroyOrgKey {
  public static final Permission NEEDS = Permission.SYSTEM;

  private final Ledger ledger;
  private final OrgKeyStore keys;
  private final OrgKeyring keyring;
  private final KeyRotationStore rotations;
  private final FinishKeyDestructions finish;
  private final Clock clock;

  public DestroyOrgKey(
      Ledger ledger,
      OrgKeyStore keys,
      OrgKeyring keyring,
      KeyRotationStore rotations,
      FinishKeyDestructions finish,
      Clock clock) {
    this.ledger = ledger;
    this.keys = keys;
    this.keyring = keyring;
    this.rotations = rotations;
    this.finish = finish;
    this.clock = clock;
  }

  public record Command(OrgId org) {}

  /**
   * Returns false when it was destroyed before.
   *
   * @throws dev.cofferdam.domain.access.Refusal {@code org_not_found}; {@code key_unavailable} when
   *     the share can't be destroyed now: it will be, and the keyset is gone already
   */
  public boolean execute(Actor actor, Command command) {
    OrgId org = command.org();
    boolean destroyed =
        ledger.change(
            Access.ofInstallation(org),
            change -> {
              boolean now = keys.destroy(org, clock.instant());
              if (now) {
                rotations
                    .running(org)
                    .ifPresent(running -> rotations.finish(org, running.id(), clock.instant()));
                change.record(AuditEntry.allowed(actor, "key.destroy", "org:" + org));
              }
              return now;
            });
    keyring.forget(org);
    finish.execute();
    return destroyed;
  }
}
