package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.DiffEnvironments;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** In which keys two environments differ. */
record DiffView(
    @Schema(description = "By key.") List<DifferenceView> items,
    @Schema(description = "This environment's.", example = "4", minimum = "0") long version,
    @Schema(description = "The other environment's.", example = "17", minimum = "0")
        long otherVersion) {
  DiffView {
    items = List.copyOf(items);
  }

  static DiffView of(DiffEnvironments.Outcome outcome) {
    return new DiffView(
        DifferenceView.of(outcome.differences()),
        outcome.here().own().version(),
        outcome.there().own().version());
  }
}
