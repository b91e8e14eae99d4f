package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.application.audit.ShownEntry;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.SealedAddress;
import dev.cofferdam.domain.ids.RequestId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * An audit entry.
 *
 * @param ip where it came from; null where that is not known, or the person was erased
 * @param ipSealed what of it is in the chain, where the address is a person's
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
    @Schema(
            description =
                "The address that it came from; null where there is none, and once the person was"
                    + " erased.",
            example = "203.0.113.7")
        Optional<String> ip,
    @Schema(
            description =
                "The address of a person as the chain has it: sealed under a key that erasing the"
                    + " person destroys.",
            pattern = "^sealed:[0-9a-f-]{36}:[A-Za-z0-9_-]+$",
            example = "sealed:0192e4a0-7b1c-7def-8a00-5c1d2e3f4a5b:AWJpZ2Jhbmc")
        Optional<String> ipSealed,
    @Schema(implementation = RequestId.class) Optional<String> requestId,
    @Schema(
            description =
                "What it commits to of the rows that were written with it: SHA-256 in hexadecimal;"
                    + " null where it goes with none.",
            pattern = "^[0-9a-f]{64}$",
            example = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        Optional<String> commitment,
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

  static AuditEntryView of(ShownEntry shown) {
    ChainedEntry entry = shown.entry();
    return new AuditEntryView(
        entry.seq(),
        entry.at(),
        new ActorView(entry.actorKind(), entry.actorId(), shown.actorName()),
        entry.action(),
        entry.resource(),
        entry.outcome(),
        shown.ip(),
        SealedAddress.parse(entry.address()).map(SealedAddress::text),
        Optional.of(entry.requestId()).filter(id -> !id.isEmpty()),
        Optional.of(entry.commitment()).filter(hex -> !hex.isEmpty()),
        entry.hash().toString());
  }
}
