package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.AgeFiles;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.AgeIdentity;
import java.util.List;
import java.util.Optional;

/** Reads a file that was encrypted to the team, for who may have its identities. */
public final class DecryptForTeam {
  public static final Permission NEEDS = Permission.TEAM_IDENTITY_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final TeamIdentities identities;
  private final AgeFiles files;

  public DecryptForTeam(
      Gatekeeper gatekeeper, Ledger ledger, TeamIdentities identities, AgeFiles files) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.identities = identities;
    this.files = files;
  }

  /**
   * Empty when it is no file of age, is damaged or too large, or isn't for the team.
   *
   * @param limit of what is in it, in bytes
   */
  public Optional<byte[]> execute(Actor actor, OrgId org, byte[] file, int limit) {
    Access access = gatekeeper.require(actor, org, NEEDS);
    List<AgeIdentity> all = ledger.read(access, () -> identities.open(org));
    return files.decrypt(all, file, limit);
  }
}
