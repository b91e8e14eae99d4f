package dev.cofferdam.adapters.http.platform;

import java.util.List;
import java.util.Optional;

/** A list's page on the wire. */
public record PageView<T>(List<T> items, Optional<String> nextCursor) {
  public PageView {
    items = List.copyOf(items);
  }
}
