package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.SignedClaim;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** What the installation has signed about a place in an org's chain. */
record CheckpointView(
    @Schema(description = "The place in the chain.", example = "1234", minimum = "1") long seq,
    @Schema(
            description = "The chain's hash there.",
            pattern = "^[0-9a-f]{64}$",
            example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String hash,
    @Schema(
            description = "How many changes the org had seen when it was signed.",
            example = "87",
            minimum = "0")
        long state,
    @Schema(description = "When it was signed.") Instant at,
    @Schema(description = "The key that signed it.", example = "ak-0a1b2c3d4e5f6071") String keyId,
    @Schema(
            description = "Ed25519, in base64url without padding.",
            example =
                "dGhlIHNpZ25hdHVyZSBoYXMgc2l4dHktZm91ciBieXRlcywgYW5kIHRoaXMgaXMgYW4gZXhhbXBsZS4hIQ")
        String signature,
    @Schema(
            description =
                "All of it in one line, for keeping: what was signed, a dot, and the signature.",
            example =
                "cofferdam-checkpoint-1.0192e4a0-7b1c-7def-8a00-5c1d2e3f4a5b.1234."
                    + "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.87."
                    + "1795262400123456.ak-0a1b2c3d4e5f6071."
                    + "dGhlIHNpZ25hdHVyZSBoYXMgc2l4dHktZm91ciBieXRlcywgYW5kIHRoaXMgaXMgYW4gZXhhbXBsZS4hIQ")
        String checkpoint) {
  static CheckpointView of(SignedClaim signed) {
    ChainClaim claim = signed.claim();
    return new CheckpointView(
        claim.seq(),
        claim.hash().toString(),
        claim.state(),
        claim.at(),
        signed.keyId(),
        signed.signature(),
        signed.text());
  }
}
