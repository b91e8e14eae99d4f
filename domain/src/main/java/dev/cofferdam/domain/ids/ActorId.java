package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Who did something: the id of a user or of a service token. */
public record ActorId(UUID value) {
  public ActorId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<ActorId> parse(String text) {
    return Uuid7.parse(text).map(ActorId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
