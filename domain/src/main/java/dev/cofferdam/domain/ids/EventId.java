package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** One event: of the outbox, or of those that an org tells. */
public record EventId(UUID value) {
  public EventId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<EventId> parse(String text) {
    return Uuid7.parse(text).map(EventId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
