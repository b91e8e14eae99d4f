package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A person who signs in. */
public record UserId(UUID value) {
  public UserId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<UserId> parse(String text) {
    return Uuid7.parse(text).map(UserId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
