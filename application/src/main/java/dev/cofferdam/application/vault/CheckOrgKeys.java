package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.OrgKeyCensus;
import dev.cofferdam.application.vault.port.OrgKeyring;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;

/**
 * Makes sure that the object store is the one that has the shares of what is in this database: the
 * keysets of the newest orgs have to open.
 */
public final class CheckOrgKeys {
  public static final Permission NEEDS = Permission.SYSTEM;

  /** One share may be lost, which must not keep all others from being served. */
  private static final int LOOKED_AT = 3;

  private final Ledger ledger;
  private final OrgKeyCensus census;
  private final OrgKeyring keyring;

  public CheckOrgKeys(Ledger ledger, OrgKeyCensus census, OrgKeyring keyring) {
    this.ledger = ledger;
    this.census = census;
    this.keyring = keyring;
  }

  /**
   * Returns false when none of them opens.
   *
   * @throws dev.cofferdam.domain.access.Refusal {@code key_unavailable}: then nothing is known
   */
  public boolean execute() {
    List<OrgId> newest = census.shared(LOOKED_AT);
    return newest.isEmpty() || newest.stream().anyMatch(this::opens);
  }

  private boolean opens(OrgId org) {
    try {
      ledger.read(
          Access.ofInstallation(org),
          () -> {
            keyring.check(org);
            return org;
          });
      return true;
    } catch (SealBroken lost) {
      return false;
    }
  }
}
