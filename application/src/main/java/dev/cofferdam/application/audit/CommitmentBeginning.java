package dev.cofferdam.application.audit;

import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.AuditTrail.Filter;
import dev.cofferdam.application.audit.port.CheckpointStore;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.Commitment;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Set;

/**
 * From where on everything that an org has is committed to by its audit entries: from its first
 * entry, or, for an org that is older than commitments, from the entry that says that its rows are
 * committed to by now. There is one such entry in a chain, or an anchor behind it.
 */
public final class CommitmentBeginning {
  private static final String FOUNDED = "org.create";
  private static final String BASELINE = "vault.baseline";
  private static final Set<String> ACTIONS = Set.of(FOUNDED, BASELINE);

  private final AuditTrail trail;
  private final Anchors anchors;

  public CommitmentBeginning(AuditTrail trail, CheckpointStore checkpoints, Notary notary) {
    this.trail = trail;
    this.anchors = new Anchors(checkpoints, notary);
  }

  /** The entry for an org that is older than commitments. */
  public static AuditEntry baseline(Actor actor, OrgId org) {
    return AuditEntry.allowed(actor, BASELINE, "org:" + org).committing(Commitment.TO_NOTHING);
  }

  static boolean isAt(ChainedEntry entry) {
    return entry.committed().isPresent() && ACTIONS.contains(entry.action());
  }

  /** Whether there is one. Belongs into a read of the org. */
  public boolean isThere(OrgId org) {
    return isAnchored(org)
        || trail.committing(org, 0, 1).stream().anyMatch(CommitmentBeginning::isAt)
        || trail.between(org, Filter.ALL.byAction(BASELINE), 0, head(org)).stream()
            .anyMatch(CommitmentBeginning::isAt);
  }

  private boolean isAnchored(OrgId org) {
    return anchors.of(org).map(SignedClaim::claim).flatMap(ChainClaim::commitments).isPresent();
  }

  private long head(OrgId org) {
    return trail.head(org).map(LedgerHead::seq).orElse(0L);
  }
}
