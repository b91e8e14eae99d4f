package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.domain.audit.ChainedEntry;
import java.time.Instant;
import java.util.Optional;

/**
 * An audit entry.
 *
 * @param hash of the chain up to here, in hexadecimal
 */
record AuditEntryView(
    long seq,
    Instant at,
    ActorView actor,
    String action,
    String resource,
    String outcome,
    Optional<String> ip,
    Optional<String> requestId,
    String hash) {
  /**
   * @param name what people call the actor, where that is known
   */
  record ActorView(String kind, String id, Optional<String> name) {}

  static AuditEntryView of(ChainedEntry entry) {
    return new AuditEntryView(
        entry.seq(),
        entry.at(),
        new ActorView(entry.actorKind(), entry.actorId(), Optional.empty()),
        entry.action(),
        entry.resource(),
        entry.outcome(),
        known(entry.ip()),
        known(entry.requestId()),
        entry.hash().toString());
  }

  private static Optional<String> known(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
