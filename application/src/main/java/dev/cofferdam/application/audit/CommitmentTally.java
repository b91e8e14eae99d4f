package dev.cofferdam.application.audit;

import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.CommitmentFold;
import dev.cofferdam.domain.audit.SignedClaim;
import java.util.Optional;

/** What the entries of a chain committed to up to some place, as one walks along. */
final class CommitmentTally {
  private CommitmentFold fold = CommitmentFold.EMPTY;
  private boolean any;
  private boolean begun;

  /** Begins behind an anchor, or at the beginning of the chain. */
  static CommitmentTally behind(Optional<SignedClaim> anchor) {
    CommitmentTally tally = new CommitmentTally();
    anchor
        .map(SignedClaim::claim)
        .flatMap(ChainClaim::commitments)
        .ifPresent(
            before -> {
              tally.fold = before;
              tally.any = true;
              tally.begun = true;
            });
    return tally;
  }

  void accept(ChainedEntry entry) {
    entry
        .committed()
        .ifPresent(
            commitment -> {
              fold = fold.with(entry.seq(), commitment);
              any = true;
              begun |= CommitmentBeginning.isAt(entry);
            });
  }

  /** What an anchor at this place has to say; empty where no entry committed to anything. */
  Optional<CommitmentFold> fold() {
    return any ? Optional.of(fold) : Optional.empty();
  }

  /**
   * Whether there may be an anchor at this place: not between the first commitment and the entry
   * from which on everything is committed to.
   */
  boolean canBeAnchored() {
    return begun || !any;
  }
}
