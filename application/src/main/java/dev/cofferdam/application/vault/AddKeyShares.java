package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.OrgKeyCensus;
import dev.cofferdam.application.vault.port.OrgKeyring;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import java.lang.System.Logger.Level;

/** Wraps orgs' keysets by a share that were made before there were shares. */
public final class AddKeyShares {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final System.Logger LOG = System.getLogger(AddKeyShares.class.getName());
  private static final int BATCH = 500;

  private final Ledger ledger;
  private final OrgKeyCensus census;
  private final OrgKeyring keyring;

  public AddKeyShares(Ledger ledger, OrgKeyCensus census, OrgKeyring keyring) {
    this.ledger = ledger;
    this.census = census;
    this.keyring = keyring;
  }

  /**
   * Returns how many there were.
   *
   * @throws dev.cofferdam.domain.access.Refusal {@code key_unavailable}; those that were done stay
   */
  public int execute() {
    int done = 0;
    long shared;
    do {
      shared = census.unshared(BATCH).stream().filter(this::share).count();
      done += Math.toIntExact(shared);
    } while (shared > 0);
    return done;
  }

  /** Returns false for a keyset that does not open: it stays as it is. */
  private boolean share(OrgId org) {
    try {
      ledger.change(
          Access.ofInstallation(org),
          change -> {
            keyring.share(org);
            return org;
          });
      return true;
    } catch (SealBroken changed) {
      LOG.log(Level.WARNING, "An org''s key gets no share: {0}", changed.getMessage());
      return false;
    }
  }
}
