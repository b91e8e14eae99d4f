package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An org's service token. */
public record ServiceTokenId(UUID value) {
  public ServiceTokenId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<ServiceTokenId> parse(String text) {
    return Uuid7.parse(text).map(ServiceTokenId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
