package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.TeamIdentityStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.TeamRecipient;

/**
 * Gives the team another identity. Files are encrypted to it from then on; those from before are
 * read with the older ones, which stay.
 */
public final class RotateTeamIdentity {
  public static final Permission NEEDS = Permission.KEY_ROTATE;

  /** How many identities an org may come to. */
  public static final int MOST = 100;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final TeamIdentityStore store;
  private final TeamIdentities identities;

  public RotateTeamIdentity(
      Gatekeeper gatekeeper, Ledger ledger, TeamIdentityStore store, TeamIdentities identities) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.store = store;
    this.identities = identities;
  }

  public record Command(OrgId org) {}

  /**
   * @throws Refusal {@code too_many_team_keys}, {@code key_unavailable}
   */
  public TeamRecipient execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.change(
        access,
        change -> {
          if (store.all(command.org()).size() >= MOST) {
            throw Refusal.conflict(
                "too_many_team_keys", "An org has at most " + MOST + " team keys.");
          }
          return identities.add(change, actor, command.org());
        });
  }
}
