package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.ids.OrgId;
import java.util.OptionalLong;

/**
 * Walks an org's chain from its beginning, entry by entry, and remembers the first that does not
 * fit.
 */
public final class ChainCheck {
  private LedgerHead walked;
  private OptionalLong firstBad = OptionalLong.empty();

  public ChainCheck(OrgId org) {
    walked = LedgerHead.first(org);
  }

  /** Takes the next entry; after the first bad one nothing is looked at any more. */
  public void accept(ChainedEntry entry) {
    if (firstBad.isPresent()) {
      return;
    }
    long expected = walked.seq() + 1;
    if (entry.seq() != expected || !entry.hashAfter(walked.hash()).equals(entry.hash())) {
      firstBad = OptionalLong.of(expected);
      return;
    }
    walked = walked.with(entry);
  }

  /** What was found, given the head that the database shows: a cut tail is found here. */
  public Finding finish(LedgerHead head) {
    OptionalLong bad = firstBad;
    if (bad.isEmpty() && (head.seq() != walked.seq() || !head.hash().equals(walked.hash()))) {
      bad = OptionalLong.of(Math.min(head.seq(), walked.seq()) + 1);
    }
    return new Finding(bad.isEmpty(), walked.seq(), walked.hash(), bad);
  }

  /**
   * @param entries that fit, from the first on
   * @param firstBad the place in the chain of the first entry that is missing, changed or out of
   *     order
   */
  public record Finding(boolean ok, long entries, ChainHash head, OptionalLong firstBad) {}
}
