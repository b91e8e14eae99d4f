package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A pipeline run or a task. */
public record RunId(UUID value) {
  public RunId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<RunId> parse(String text) {
    return Uuid7.parse(text).map(RunId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
