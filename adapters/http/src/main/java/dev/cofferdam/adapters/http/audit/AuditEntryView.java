package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.RequestId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * An audit entry.
 *
 * @param hash of the chain up to here, in hexadecimal
 */
record AuditEntryView(
    @Schema(
            description = "Its place in the chain, from 1 without gaps.",
            example = "17",
            minimum = "1")
        long seq,
    @Schema(description = "When it was done.") Instant at,
    @Schema(description = "Who did it.") ActorView actor,
    @Schema(
            description = "What was done: noun and verb.",
            pattern = "^[a-z_]+\\.[a-z_]+$",
            example = "secret.reveal")
        String action,
    @Schema(description = "What it was done to.", example = "secret:shop/prod/API_KEY")
        String resource,
    @Schema(implementation = AuditEntry.Outcome.class, description = "Whether it was done.")
        String outcome,
    @Schema(description = "The address that it came from.", example = "203.0.113.7")
        Optional<String> ip,
    @Schema(implementation = RequestId.class) Optional<String> requestId,
    @Schema(
            description = "Of the chain up to here: SHA-256 in hexadecimal.",
            pattern = "^[0-9a-f]{64}$",
            example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String hash) {
  /**
   * @param name what people call the actor, where that is known
   */
  record ActorView(
      @Schema(description = "Which kind of actor.", example = "user") String kind,
      @Schema(description = "The actor's id.", example = "0192e4a0-7b1c-7def-8a00-5c1d2e3f4a5b")
          String id,
      @Schema(
              description = "What people call the actor, where that is known.",
              example = "Ada Lovelace")
          Optional<String> name) {}

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
