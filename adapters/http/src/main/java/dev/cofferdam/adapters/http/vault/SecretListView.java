package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An environment's keys without their values.
 *
 * @param version the environment's
 */
record SecretListView(
    @Schema(description = "By key.") List<Item> items,
    @Schema(description = "The environment's.", example = "3", minimum = "0") long version,
    @Schema(
            description = "The next page's `cursor`; null on the last page.",
            example = "QVBJX0tFWQ")
        Optional<String> nextCursor) {
  SecretListView {
    items = List.copyOf(items);
  }

  record Item(
      @Schema(implementation = SecretName.class) String key,
      @Schema(description = "The secret's version, from 1.", example = "3", minimum = "1")
          long version,
      @Schema(
              implementation = EnvironmentName.class,
              description = "The environment that the value lives in, where it is another.")
          Optional<String> inheritedFrom,
      @Schema(
              description = "What people wrote beside it.",
              example = "the shop's",
              maxLength = 1_000)
          String note,
      @Schema(description = "When this version was written.") Instant updatedAt) {
    static Item of(SecretVersion secret) {
      return new Item(
          secret.place().name().value(),
          secret.place().version(),
          Optional.empty(),
          secret.note(),
          secret.updatedAt());
    }
  }
}
