package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.ids.OrgId;
import java.util.OptionalLong;

/**
 * Walks an org's chain from its beginning, entry by entry, and remembers the first that does not
 * fit.
 */
public final class ChainCheck {
  private LedgerHead walked;
  private long entries;
  private OptionalLong firstBad = OptionalLong.empty();

  public ChainCheck(OrgId org) {
    this(LedgerHead.first(org));
  }

  private ChainCheck(LedgerHead start) {
    walked = start;
  }

  /** Begins behind entries that were removed because their time was over. */
  public static ChainCheck behind(ChainClaim anchor) {
    return new ChainCheck(
        new LedgerHead(anchor.org(), anchor.seq(), anchor.hash(), anchor.state()));
  }

  /** Takes the next entry; after the first bad one nothing is looked at any more. */
  public void accept(ChainedEntry entry) {
    if (firstBad.isPresent()) {
      return;
    }
    if (fits(entry)) {
      walked = walked.with(entry);
      entries++;
    } else {
      firstBad = OptionalLong.of(walked.seq() + 1);
    }
  }

  private boolean fits(ChainedEntry entry) {
    try {
      return entry.seq() == walked.seq() + 1 && entry.hashAfter(walked.hash()).equals(entry.hash());
    } catch (ArithmeticException noTimeThatWasEverWritten) {
      return false;
    }
  }

  /** Whether the chain, as far as it was walked, ends with this hash. */
  public boolean endsWith(ChainHash known) {
    return walked.hash().equals(known);
  }

  /**
   * Told that the newest entry that fits is not what it was, although everything before and behind
   * it may fit: the chain was rewritten.
   */
  public void wasRewritten() {
    if (firstBad.isEmpty()) {
      firstBad = OptionalLong.of(walked.seq());
    }
  }

  /** Told that somebody knows of an entry behind the newest that is there: it is missing. */
  public void missesMore() {
    if (firstBad.isEmpty()) {
      firstBad = OptionalLong.of(walked.seq() + 1);
    }
  }

  /** The place of the newest entry that fits. */
  public long walkedTo() {
    return walked.seq();
  }

  public boolean isBad() {
    return firstBad.isPresent();
  }

  /** What was found, given the head that the database shows: a cut tail is found here. */
  public Finding finish(LedgerHead head) {
    OptionalLong bad = firstBad;
    if (bad.isEmpty() && (head.seq() != walked.seq() || !head.hash().equals(walked.hash()))) {
      bad = OptionalLong.of(Math.min(head.seq(), walked.seq()) + 1);
    }
    return new Finding(bad.isEmpty(), entries, walked.hash(), bad);
  }

  /**
   * @param entries that fit, from the first that is kept on
   * @param head the hash of the newest that fits
   * @param firstBad the place in the chain of the first entry that is missing, changed or out of
   *     order
   */
  public record Finding(boolean ok, long entries, ChainHash head, OptionalLong firstBad) {}
}
