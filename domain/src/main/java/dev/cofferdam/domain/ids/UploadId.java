package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An archive that somebody sent for pipelines to use. */
public record UploadId(UUID value) {
  public UploadId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<UploadId> parse(String text) {
    return Uuid7.parse(text).map(UploadId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
