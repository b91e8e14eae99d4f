package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A user's API key. */
public record ApiKeyId(UUID value) {
  public ApiKeyId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<ApiKeyId> parse(String text) {
    return Uuid7.parse(text).map(ApiKeyId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
