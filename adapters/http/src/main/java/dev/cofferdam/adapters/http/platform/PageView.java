package dev.cofferdam.adapters.http.platform;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** A list's page on the wire. */
public record PageView<T>(
    @Schema(description = "In the order of the list.") List<T> items,
    @Schema(description = "The next page's `cursor`; null on the last page.", example = "YmxvZw")
        Optional<String> nextCursor) {
  public PageView {
    items = List.copyOf(items);
  }
}
