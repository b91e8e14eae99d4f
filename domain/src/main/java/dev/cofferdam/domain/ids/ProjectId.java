package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A project of an org. */
public record ProjectId(UUID value) {
  public ProjectId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<ProjectId> parse(String text) {
    return Uuid7.parse(text).map(ProjectId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
