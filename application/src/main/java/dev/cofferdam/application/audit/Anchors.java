package dev.cofferdam.application.audit;

import dev.cofferdam.application.audit.port.CheckpointStore;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.domain.audit.ChainClaim.Kind;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Optional;

/**
 * Where chains begin whose older entries were removed. The database's row is believed only if it is
 * an anchor, about this org, and signed by this installation: any other claim that the installation
 * ever signed, such as a checkpoint of another org, removes nothing.
 */
final class Anchors {
  private final CheckpointStore checkpoints;
  private final Notary notary;

  Anchors(CheckpointStore checkpoints, Notary notary) {
    this.checkpoints = checkpoints;
    this.notary = notary;
  }

  /** Belongs into {@link dev.cofferdam.application.audit.port.Ledger#read}. */
  Optional<SignedClaim> of(OrgId org) {
    return checkpoints
        .anchor(org)
        .filter(claim -> claim.isAbout(Kind.ANCHOR, org))
        .filter(notary::vouchesFor);
  }

  /** The place of the last entry that was removed; 0 when none was. */
  long removedUpTo(OrgId org) {
    return of(org).map(anchor -> anchor.claim().seq()).orElse(0L);
  }
}
