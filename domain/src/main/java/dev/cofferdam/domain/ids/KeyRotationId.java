package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** One rotation of an org's key. */
public record KeyRotationId(UUID value) {
  public KeyRotationId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<KeyRotationId> parse(String text) {
    return Uuid7.parse(text).map(KeyRotationId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
