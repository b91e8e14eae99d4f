package dev.cofferdam.application.audit;

import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.SignedClaim;
import java.util.Optional;

/**
 * Somebody who knows what hash an org's chain had at one place.
 *
 * @param signed empty when it is the caller's own note
 */
public record Witness(Source source, long seq, ChainHash hash, Optional<SignedClaim> signed) {
  /** Where a chain's past is known from, the strongest last. */
  public enum Source {
    /** Nobody knows anything: the chain fits together, and could have been rewritten as a whole. */
    NONE,
    /** A signed checkpoint in the database: nobody else could write it, but it could be removed. */
    DATABASE,
    /** A signed checkpoint outside of the database. */
    OUTSIDE,
    /** What the caller brought. */
    CALLER
  }

  static Witness of(Source source, SignedClaim signed) {
    return new Witness(source, signed.claim().seq(), signed.claim().hash(), Optional.of(signed));
  }

  /** Whether this one proves more than {@code other}: further on, or by a stronger source. */
  boolean provesMoreThan(Witness other) {
    return seq > other.seq || (seq == other.seq && source.compareTo(other.source) > 0);
  }
}
