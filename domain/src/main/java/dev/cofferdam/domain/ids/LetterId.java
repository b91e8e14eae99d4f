package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** One letter on its way. */
public record LetterId(UUID value) {
  public LetterId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<LetterId> parse(String text) {
    return Uuid7.parse(text).map(LetterId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
