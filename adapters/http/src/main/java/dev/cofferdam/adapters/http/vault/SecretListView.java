package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An environment's keys without their values.
 *
 * @param version the environment's
 */
record SecretListView(List<Item> items, long version, Optional<String> nextCursor) {
  SecretListView {
    items = List.copyOf(items);
  }

  record Item(
      String key, long version, Optional<String> inheritedFrom, String note, Instant updatedAt) {
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
