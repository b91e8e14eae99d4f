package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.OrgKeyCensus;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.util.List;

/** Destroys the shares of keysets that are destroyed already. */
public final class FinishKeyDestructions {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final int BATCH = 500;

  private final Ledger ledger;
  private final OrgKeyCensus census;
  private final OrgKeyStore keys;
  private final OrgKeyShares shares;
  private final Clock clock;

  public FinishKeyDestructions(
      Ledger ledger, OrgKeyCensus census, OrgKeyStore keys, OrgKeyShares shares, Clock clock) {
    this.ledger = ledger;
    this.census = census;
    this.keys = keys;
    this.shares = shares;
    this.clock = clock;
  }

  /**
   * Returns how many there were.
   *
   * @throws dev.cofferdam.domain.access.Refusal {@code key_unavailable}
   */
  public int execute() {
    List<OrgId> found = census.halfDestroyed(BATCH);
    for (OrgId org : found) {
      shares.destroy(org);
      ledger.append(
          Access.ofInstallation(org),
          () -> {
            keys.shareDestroyed(org, clock.instant());
            return org;
          });
    }
    return found.size();
  }
}
