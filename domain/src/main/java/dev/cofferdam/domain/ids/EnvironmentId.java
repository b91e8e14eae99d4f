package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An environment of a project. */
public record EnvironmentId(UUID value) {
  public EnvironmentId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<EnvironmentId> parse(String text) {
    return Uuid7.parse(text).map(EnvironmentId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
