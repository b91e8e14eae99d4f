package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An org: the tenant. */
public record OrgId(UUID value) {
  public OrgId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<OrgId> parse(String text) {
    return Uuid7.parse(text).map(OrgId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
