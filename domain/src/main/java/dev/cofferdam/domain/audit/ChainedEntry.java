package dev.cofferdam.domain.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An entry at its place in an org's chain.
 *
 * @param seq 1 for the org's first entry, without gaps
 * @param at in whole microseconds, which is what the database keeps
 * @param address where it came from: in clear, as the text of a {@link SealedAddress}, or empty
 * @param commitment to the rows that were written with it, in hexadecimal; empty for none
 * @param hash over the previous entry's hash and every field of this one
 */
public record ChainedEntry(
    long seq,
    Instant at,
    String actorKind,
    String actorId,
    String action,
    String resource,
    String outcome,
    String address,
    String requestId,
    String commitment,
    ChainHash hash) {
  /**
   * Puts an entry behind {@code head}.
   *
   * @param address where its actor came from, with what is personal in it sealed
   */
  public static ChainedEntry after(LedgerHead head, AuditEntry entry, String address, Instant at) {
    Instant micros = at.truncatedTo(ChronoUnit.MICROS);
    String request = entry.actor().origin().request().map(Object::toString).orElse("");
    String outcome = entry.outcome().name().toLowerCase(Locale.ROOT);
    long seq = head.seq() + 1;
    ChainedEntry unhashed =
        new ChainedEntry(
            seq,
            micros,
            entry.actor().kind(),
            entry.actor().id(),
            entry.action(),
            entry.resource(),
            outcome,
            address,
            request,
            entry.commitment().map(Commitment::hex).orElse(""),
            head.hash());
    return unhashed.withHash(unhashed.hashAfter(head.hash()));
  }

  /**
   * What this entry's hash has to be behind an entry with the hash {@code previous}. A commitment
   * is one field more: entries without one hash as they did before there were any.
   */
  public ChainHash hashAfter(ChainHash previous) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    List<String> fields =
        List.of(actorKind, actorId, action, resource, outcome, address, requestId);
    if (!commitment.isEmpty()) {
      fields = new ArrayList<>(fields);
      fields.add(commitment);
    }
    return previous.next(seq, micros, fields);
  }

  /** What it commits to; empty for nothing, and for what is no commitment. */
  public Optional<Commitment> committed() {
    return Commitment.parse(commitment);
  }

  private ChainedEntry withHash(ChainHash newHash) {
    return new ChainedEntry(
        seq,
        at,
        actorKind,
        actorId,
        action,
        resource,
        outcome,
        address,
        requestId,
        commitment,
        newHash);
  }
}
