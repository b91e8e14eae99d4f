package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.application.audit.ChainWalk;
import dev.cofferdam.application.audit.Witness;
import dev.cofferdam.domain.audit.ChainCheck;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What walking an org's chain found.
 *
 * @param entries that fit, from the first that is kept on
 * @param head the chain's hash behind them, in hexadecimal
 */
record VerificationView(
    @Schema(description = "Whether all entries are there, and fit.") boolean ok,
    @Schema(
            description = "How many fit, from the first that is kept on.",
            example = "1234",
            minimum = "0")
        long entries,
    @Schema(
            description = "The chain's hash behind them.",
            pattern = "^[0-9a-f]{64}$",
            example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String head,
    @Schema(
            description =
                "The `seq` of the first entry that is missing, changed or out of order. Where the"
                    + " chain was rewritten so that it fits together: that of the first entry known"
                    + " to be another; the change lies behind `proven_to`.",
            example = "17",
            minimum = "1")
        OptionalLong firstBad,
    @Schema(
            description =
                "Up to this `seq` the chain is proven to be what it was; 0 where nobody knows.",
            example = "1200",
            minimum = "0")
        long provenTo,
    @Schema(
            implementation = Witness.Source.class,
            description = "Who knows what the chain was at `proven_to`.")
        String anchoredBy,
    @Schema(description = "The checkpoint that proves it, where it is a signed one.")
        Optional<CheckpointView> checkpoint,
    @Schema(
            description =
                "What was signed when older entries were removed because their time was over: the"
                    + " chain goes on behind it.")
        Optional<CheckpointView> anchor) {
  static VerificationView of(ChainWalk.Finding finding) {
    ChainCheck.Finding chain = finding.chain();
    Optional<Witness> proof = finding.provenBy();
    return new VerificationView(
        chain.ok(),
        chain.entries(),
        chain.head().toString(),
        chain.firstBad(),
        proof.map(Witness::seq).orElse(0L),
        proof.map(Witness::source).orElse(Witness.Source.NONE).name().toLowerCase(Locale.ROOT),
        proof.flatMap(Witness::signed).map(CheckpointView::of),
        finding.anchor().map(CheckpointView::of));
  }
}
