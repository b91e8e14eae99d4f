package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An invitation into an org. */
public record InvitationId(UUID value) {
  public InvitationId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<InvitationId> parse(String text) {
    return Uuid7.parse(text).map(InvitationId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
