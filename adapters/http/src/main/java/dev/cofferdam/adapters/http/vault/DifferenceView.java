package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.EnvironmentComparison.Difference;
import dev.cofferdam.domain.vault.SecretName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** A key that is not the same in two environments. */
record DifferenceView(
    @Schema(implementation = SecretName.class) String key,
    @Schema(
            description =
                "What promoting would do to the key in the other environment: `add` it, `change`"
                    + " its value, or `remove` it.",
            allowableValues = {"add", "change", "remove"},
            example = "change")
        String change,
    @Schema(description = "Its version in this environment.", example = "3", minimum = "1")
        Optional<Long> version,
    @Schema(description = "Its version in the other environment.", example = "2", minimum = "1")
        Optional<Long> otherVersion) {
  static DifferenceView of(Difference difference) {
    String change =
        difference.there().isEmpty() ? "add" : difference.here().isEmpty() ? "remove" : "change";
    return new DifferenceView(
        difference.name().value(),
        change,
        difference.here().map(living -> living.secret().version().place().version()),
        difference.there().map(living -> living.secret().version().place().version()));
  }

  static List<DifferenceView> of(List<Difference> differences) {
    return differences.stream().map(DifferenceView::of).toList();
  }
}
