package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.PromoteEnvironment;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What promoting changed. */
record PromotedView(
    @Schema(description = "What was done to each key, by key.") List<DifferenceView> items,
    @Schema(description = "The changed environment's, afterwards.", example = "18", minimum = "0")
        long version) {
  PromotedView {
    items = List.copyOf(items);
  }

  static PromotedView of(PromoteEnvironment.Outcome outcome) {
    return new PromotedView(DifferenceView.of(outcome.differences()), outcome.target().version());
  }
}
