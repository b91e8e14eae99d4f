package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** One HTTP request, from the edge to the audit trail. */
public record RequestId(UUID value) {
  public RequestId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<RequestId> parse(String text) {
    return Uuid7.parse(text).map(RequestId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
