package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.TakeCheckpoints.Chains;
import dev.cofferdam.application.audit.Witness.Source;
import dev.cofferdam.application.audit.port.AuditRetention;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.application.audit.port.TrailTrimmer;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.CommitmentFold;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes audit entries that were kept for long enough, and leaves a signed anchor that the rest of
 * the chain goes on from.
 *
 * <p>It removes a beginning of the chain and never goes beyond the newest checkpoint outside of the
 * database; and only where the whole chain verifies, so that no break is removed together with what
 * shows it. Entries go when they are up to a day over their time. Of two clocks that disagree, its
 * own and the database's, it believes the earlier; and an entry whose time is not over keeps all
 * behind it, whatever their times say.
 */
public final class TrimAudit {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final Actor INSIDE = new Actor.Installation("audit", Actor.Origin.INSIDE);
  private static final Duration SLACK = Duration.ofDays(1);
  private static final int ORGS = 100;
  private static final int ENTRIES = 1_000;

  private final TrailTrimmer trimmer;
  private final AuditRetention retention;
  private final Chains chains;
  private final ChainWalk walk;
  private final OutsideCheckpoints outside;
  private final Notary notary;
  private final Anchors anchors;
  private final Clock clock;

  public TrimAudit(
      TrailTrimmer trimmer,
      AuditRetention retention,
      Chains chains,
      ChainWalk walk,
      OutsideCheckpoints outside,
      Notary notary,
      Clock clock) {
    this.trimmer = trimmer;
    this.retention = retention;
    this.chains = chains;
    this.walk = walk;
    this.outside = outside;
    this.notary = notary;
    this.anchors = new Anchors(chains.checkpoints(), notary);
    this.clock = clock;
  }

  /**
   * @param removed how many entries
   * @param broken orgs whose chain does not verify, of which nothing was removed
   */
  public record Outcome(long removed, List<OrgId> broken) {
    public Outcome {
      broken = List.copyOf(broken);
    }
  }

  /**
   * @throws dev.cofferdam.application.audit.port.ObjectStoreUnavailable when the checkpoints
   *     outside can't be read now
   */
  public Outcome execute() {
    List<OrgId> broken = new ArrayList<>();
    long removed = 0;
    Instant now = earlier(clock.instant(), trimmer.now());
    List<OrgId> page = trimmer.orgs(Optional.empty(), ORGS);
    while (!page.isEmpty()) {
      for (OrgId org : page) {
        if (!anchor(org, now)) {
          broken.add(org);
        }
        removed += removeUpToAnchor(org);
      }
      page = trimmer.orgs(Optional.of(page.get(page.size() - 1)), ORGS);
    }
    return new Outcome(removed, broken);
  }

  /** Also what an earlier turn left when it was interrupted. */
  private long removeUpToAnchor(OrgId org) {
    if (chains.ledger().read(Access.ofInstallation(org), () -> anchors.of(org)).isEmpty()) {
      return 0;
    }
    long removed = 0;
    int batch;
    do {
      batch = trimmer.remove(org, ENTRIES);
      removed += batch;
    } while (batch > 0);
    return removed;
  }

  /** Puts an anchor where entries are over their time; returns false when the chain is broken. */
  private boolean anchor(OrgId org, Instant now) {
    Access access = Access.ofInstallation(org);
    Optional<Instant> horizon = horizon(access, now);
    if (horizon.isEmpty() || !isWorthwhile(access, horizon.get().minus(SLACK))) {
      return true;
    }
    Optional<SignedClaim> newest = outside.newest(org);
    if (newest.isEmpty()) {
      return true;
    }
    Optional<ChainedEntry> last = lastOver(access, horizon.get(), newest.get().claim().seq());
    if (last.isEmpty()) {
      return true;
    }
    Witness witness = Witness.of(Source.OUTSIDE, newest.get());
    Optional<SignedClaim> before = chains.ledger().read(access, () -> anchors.of(org));
    CommitmentTally tally = CommitmentTally.behind(before);
    ChainWalk.Finding finding =
        walk.walk(
            access,
            outside.witnesses(org),
            entry -> {
              if (entry.seq() <= last.get().seq()) {
                tally.accept(entry);
              }
            });
    if (!finding.chain().ok() || finding.provenBy().filter(witness::equals).isEmpty()) {
      return false;
    }
    if (finding.anchor().equals(before) && tally.canBeAnchored()) {
      long state = newest.get().claim().state();
      trimmer.put(notary.sign(record(access, last.get(), state, now, tally.fold())));
    }
    return true;
  }

  private Optional<Instant> horizon(Access access, Instant now) {
    try {
      return chains
          .ledger()
          .read(access, () -> retention.keptFor(access.org()))
          .map(kept -> now.minus(kept));
    } catch (Refusal orgIsGone) {
      return Optional.empty();
    }
  }

  private boolean isWorthwhile(Access access, Instant before) {
    return chains
        .ledger()
        .read(
            access, () -> chains.trail().oldest(access.org(), anchors.removedUpTo(access.org()), 1))
        .stream()
        .anyMatch(oldest -> oldest.at().isBefore(before));
  }

  /** The last entry before the first whose time is not over, and not behind {@code bound}. */
  private Optional<ChainedEntry> lastOver(Access access, Instant horizon, long bound) {
    OrgId org = access.org();
    return chains
        .ledger()
        .read(
            access,
            () -> {
              long end = chains.trail().firstSince(org, horizon).orElse(Long.MAX_VALUE);
              long last = Math.min(end - 1, bound);
              return chains.trail().oldest(org, last - 1, 1).stream()
                  .filter(entry -> entry.seq() == last && last > anchors.removedUpTo(org))
                  .findFirst();
            });
  }

  private ChainClaim record(
      Access access,
      ChainedEntry last,
      long state,
      Instant now,
      Optional<CommitmentFold> commitments) {
    OrgId org = access.org();
    chains
        .ledger()
        .change(
            access,
            change ->
                change.record(
                    AuditEntry.allowed(INSIDE, "audit.trim", "org:" + org + "@" + last.seq())));
    return new ChainClaim(
        ChainClaim.Kind.ANCHOR, org, last.seq(), last.hash(), state, now, commitments);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
