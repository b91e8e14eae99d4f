package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Bytes of an org that are kept outside of the database. */
public record ContentId(UUID value) {
  public ContentId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<ContentId> parse(String text) {
    return Uuid7.parse(text).map(ContentId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
