package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.CheckpointStore;
import dev.cofferdam.application.audit.port.DueCheckpoints;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Signs where the chains of orgs have come to: every minute where one went on, and sooner where it
 * went on by 1,000 entries. A checkpoint is kept outside of the database first, so that the
 * database never knows of one that could not be found outside.
 *
 * <p>A chain that does not lead on from the newest checkpoint outside gets none: a database that
 * was put back, or rewritten, must not look as if it had been like that all the time. Every entry
 * since that checkpoint is hashed anew before the head is signed, and the earlier checkpoint goes
 * only after that.
 */
public final class TakeCheckpoints {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final long EVERY_ENTRIES = 1_000;
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int BATCH = 200;

  private final DueCheckpoints due;
  private final Ledger ledger;
  private final CheckpointStore checkpoints;
  private final ChainTail tail;
  private final OutsideCheckpoints outside;
  private final Notary notary;
  private final Clock clock;

  public TakeCheckpoints(
      DueCheckpoints due, Chains chains, OutsideCheckpoints outside, Notary notary, Clock clock) {
    this.due = due;
    this.ledger = chains.ledger();
    this.tail = new ChainTail(chains, new Anchors(chains.checkpoints(), notary));
    this.checkpoints = chains.checkpoints();
    this.outside = outside;
    this.notary = notary;
    this.clock = clock;
  }

  /** Where chains are. */
  public record Chains(Ledger ledger, AuditTrail trail, CheckpointStore checkpoints) {}

  /**
   * @param taken how many checkpoints were taken
   * @param broken orgs whose chain does not lead on from what was signed before
   */
  public record Outcome(int taken, List<OrgId> broken) {
    public Outcome {
      broken = List.copyOf(broken);
    }
  }

  /**
   * @throws dev.cofferdam.application.audit.port.ObjectStoreUnavailable when they can't be kept
   *     outside now
   */
  public Outcome execute() {
    Instant now = clock.instant();
    List<OrgId> broken = new ArrayList<>();
    int taken = 0;
    for (OrgId org : due.due(EVERY_ENTRIES, now.minus(EVERY), BATCH)) {
      if (take(org, now)) {
        taken++;
      } else {
        broken.add(org);
      }
    }
    return new Outcome(taken, broken);
  }

  /** Returns false when the chain is not what it was. */
  private boolean take(OrgId org, Instant now) {
    Access access = Access.ofInstallation(org);
    Optional<SignedClaim> before = outside.newest(org);
    Optional<LedgerHead> head = tail.walk(access, before.map(SignedClaim::claim));
    if (head.isEmpty()) {
      return false;
    }
    ChainClaim claim =
        new ChainClaim(
            ChainClaim.Kind.CHECKPOINT,
            org,
            head.get().seq(),
            head.get().hash(),
            head.get().state(),
            now);
    SignedClaim checkpoint = notary.sign(claim);
    outside.put(checkpoint);
    ledger.append(
        access,
        () -> {
          checkpoints.add(checkpoint);
          return checkpoint;
        });
    before.ifPresent(earlier -> outside.thin(earlier.claim(), claim));
    return true;
  }
}
