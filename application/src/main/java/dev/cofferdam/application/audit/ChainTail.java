package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.TakeCheckpoints.Chains;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.audit.SignedClaim;
import java.util.List;
import java.util.Optional;

/**
 * Walks what an org's chain got since a checkpoint, hashing each entry anew from the checkpoint's
 * own hash on. What the database says that the hash was is not asked: a chain that was rewritten
 * before the checkpoint can't lead on from it, whatever was written into that place. It costs what
 * is new, and holds one page at a time.
 */
final class ChainTail {
  private static final int PAGE = 1_000;

  private final Chains chains;
  private final Anchors anchors;

  ChainTail(Chains chains, Anchors anchors) {
    this.chains = chains;
    this.anchors = anchors;
  }

  /**
   * The head of the chain, if the chain leads on from there to it.
   *
   * @param since the newest checkpoint; without one the chain is walked from its anchor or its
   *     beginning
   */
  Optional<LedgerHead> walk(Access access, Optional<ChainClaim> since) {
    Walk walk = new Walk(access, since);
    boolean ended;
    do {
      ended = chains.ledger().read(access, walk::goOn);
    } while (!ended);
    return walk.head;
  }

  /** One walk under way. */
  private final class Walk {
    private final Access access;
    private ChainCheck check;
    private Optional<LedgerHead> head = Optional.empty();

    Walk(Access access, Optional<ChainClaim> since) {
      this.access = access;
      check = since.map(ChainCheck::behind).orElseGet(() -> new ChainCheck(access.org()));
    }

    /** Takes the next page; returns whether that was the last. */
    boolean goOn() {
      beginBehindAnchor();
      List<ChainedEntry> page = chains.trail().oldest(access.org(), check.walkedTo(), PAGE);
      page.forEach(check::accept);
      if (page.size() == PAGE && !check.isBad()) {
        return false;
      }
      head = chains.trail().head(access.org()).filter(found -> check.finish(found).ok());
      return true;
    }

    /** Entries that the walk has not reached may have been removed, even while it is under way. */
    private void beginBehindAnchor() {
      Optional<ChainClaim> anchor = anchors.of(access.org()).map(SignedClaim::claim);
      if (anchor.filter(claim -> claim.seq() > check.walkedTo()).isPresent()) {
        check = ChainCheck.behind(anchor.get());
      }
    }
  }
}
