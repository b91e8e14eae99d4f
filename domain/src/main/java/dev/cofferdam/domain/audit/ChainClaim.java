package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What the installation vouches for: that an org's chain had this hash at this place.
 *
 * @param seq of the entry whose hash it is
 * @param state of the ledger head when it was said
 * @param at when it was said, in whole microseconds
 * @param commitments of an anchor: what the entries up to here committed to
 */
public record ChainClaim(
    Kind kind,
    OrgId org,
    long seq,
    ChainHash hash,
    long state,
    Instant at,
    Optional<CommitmentFold> commitments) {
  /** What a claim is for; one of a kind never passes for one of another. */
  public enum Kind {
    /** The chain went up to here, at least. */
    CHECKPOINT("cofferdam-checkpoint-"),
    /** Everything up to here was removed because its time was over; what is left follows. */
    ANCHOR("cofferdam-anchor-");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** How a claim of this kind begins. */
    String label(boolean saysCommitments) {
      return label + (saysCommitments ? 2 : 1);
    }
  }

  public ChainClaim {
    if (seq < 1 || state < 0) {
      throw Refusal.invalid("seq", "must be the place of an entry");
    }
    if (kind != Kind.ANCHOR && commitments.isPresent()) {
      throw Refusal.invalid("commitments", "are an anchor's alone");
    }
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /** One that says nothing of commitments. */
  public ChainClaim(Kind kind, OrgId org, long seq, ChainHash hash, long state, Instant at) {
    this(kind, org, seq, hash, state, at, Optional.empty());
  }

  /**
   * Kind, org, seq, hash in hexadecimal, state, microseconds since 1970, and the commitments in
   * hexadecimal if it says any, with dots between them. No part has a dot, so no two claims have
   * one text; this is what is signed, and never changes.
   */
  String text() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    String claim =
        String.join(
            ".",
            kind.label(commitments.isPresent()),
            org.toString(),
            Long.toString(seq),
            hash.toString(),
            Long.toString(state),
            Long.toString(micros));
    return claim + commitments.map(fold -> "." + fold.hex()).orElse("");
  }
}
