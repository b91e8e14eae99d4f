package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the installation vouches for: that an org's chain had this hash at this place.
 *
 * @param seq of the entry whose hash it is
 * @param state of the ledger head when it was said
 * @param at when it was said, in whole microseconds
 */
public record ChainClaim(Kind kind, OrgId org, long seq, ChainHash hash, long state, Instant at) {
  /** What a claim is for; one of a kind never passes for one of another. */
  public enum Kind {
    /** The chain went up to here, at least. */
    CHECKPOINT("cofferdam-checkpoint-1"),
    /** Everything up to here was removed because its time was over; what is left follows. */
    ANCHOR("cofferdam-anchor-1");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** How a claim of this kind begins. */
    String label() {
      return label;
    }
  }

  public ChainClaim {
    if (seq < 1 || state < 0) {
      throw Refusal.invalid("seq", "must be the place of an entry");
    }
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Kind, org, seq, hash in hexadecimal, state, and microseconds since 1970, with dots between
   * them. No part has a dot, so no two claims have one text; this is what is signed, and never
   * changes.
   */
  String text() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    return String.join(
        ".",
        kind.label(),
        org.toString(),
        Long.toString(seq),
        hash.toString(),
        Long.toString(state),
        Long.toString(micros));
  }
}
