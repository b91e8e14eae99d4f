package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** One event on its way to one address. */
public record DeliveryId(UUID value) {
  public DeliveryId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<DeliveryId> parse(String text) {
    return Uuid7.parse(text).map(DeliveryId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
