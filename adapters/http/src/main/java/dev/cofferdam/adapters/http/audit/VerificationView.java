package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.domain.audit.ChainCheck;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.OptionalLong;

/**
 * What walking an org's chain found.
 *
 * @param entries that fit, from the first on
 * @param head the chain's hash behind them, in hexadecimal
 */
record VerificationView(
    @Schema(description = "Whether all entries fit.") boolean ok,
    @Schema(description = "How many fit, from the first on.", example = "1234", minimum = "0")
        long entries,
    @Schema(
            description = "The chain's hash behind them.",
            pattern = "^[0-9a-f]{64}$",
            example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String head,
    @Schema(
            description = "The `seq` of the first entry that does not fit.",
            example = "17",
            minimum = "1")
        OptionalLong firstBad) {
  static VerificationView of(ChainCheck.Finding finding) {
    return new VerificationView(
        finding.ok(), finding.entries(), finding.head().toString(), finding.firstBad());
  }
}
