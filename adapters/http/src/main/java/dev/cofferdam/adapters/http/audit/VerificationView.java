package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.application.audit.RowWalk;
import dev.cofferdam.application.audit.VerifyAudit;
import dev.cofferdam.application.audit.Witness;
import dev.cofferdam.domain.audit.ChainCheck;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What walking an org's chain, and the rows that it commits to, found.
 *
 * @param entries that fit, from the first that is kept on
 * @param head the chain's hash behind them, in hexadecimal
 */
record VerificationView(
    @Schema(
            description =
                "Whether all entries are there and fit, and all that they commit to is there and is"
                    + " what it was.")
        boolean ok,
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
        Optional<CheckpointView> anchor,
    @Schema(
            description =
                "The versions of secrets, the environments and projects, compared with what the"
                    + " entries commit to. They are proven to be what was recorded as far as their"
                    + " entries are.")
        RowsView secrets) {
  /**
   * @param compared how many rows
   */
  record RowsView(
      @Schema(
              description = "How many rows were compared with their entries.",
              example = "310",
              minimum = "0")
          long compared,
      @Schema(
              description =
                  "How many values were opened and found to be those: none where the org's key was"
                      + " destroyed, or can't be had now.",
              example = "280",
              minimum = "0")
          long opened,
      @Schema(
              description =
                  "How many versions no entry commits to; until what is older than commitments has"
                      + " been committed to, that is no error.",
              example = "0",
              minimum = "0")
          long uncommitted,
      @Schema(description = "The first that is not what its entry says; null where all are.")
          Optional<BadRowView> firstBad) {
    static RowsView of(RowWalk.Finding rows) {
      return new RowsView(
          rows.compared(),
          rows.opened(),
          rows.uncommitted(),
          rows.firstBad().map(bad -> new BadRowView(bad.entry(), bad.resource())));
    }
  }

  /**
   * @param entry empty where none speaks of it
   */
  record BadRowView(
      @Schema(
              description = "The `seq` of the entry that says otherwise; null where none does.",
              example = "17",
              minimum = "1")
          OptionalLong entry,
      @Schema(
              description =
                  "What it is about: as the entry has it, or by ids where no entry tells.",
              example = "secret:shop/prod/API_KEY@3")
          String resource) {}

  static VerificationView of(VerifyAudit.Outcome finding) {
    ChainCheck.Finding chain = finding.chain();
    Optional<Witness> proof = finding.provenBy();
    return new VerificationView(
        finding.ok(),
        chain.entries(),
        chain.head().toString(),
        chain.firstBad(),
        proof.map(Witness::seq).orElse(0L),
        proof.map(Witness::source).orElse(Witness.Source.NONE).name().toLowerCase(Locale.ROOT),
        proof.flatMap(Witness::signed).map(CheckpointView::of),
        finding.anchor().map(CheckpointView::of),
        RowsView.of(finding.rows()));
  }
}
