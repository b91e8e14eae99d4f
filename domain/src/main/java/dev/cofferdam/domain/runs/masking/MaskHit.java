package dev.cofferdam.domain.runs.masking;

import java.util.Objects;

/**
 * One place where a secret stood in a stream.
 *
 * @param secret the secret's name
 * @param rawOffset where it began in what was written, in bytes from the stream's start
 * @param maskedOffset where the marker that stands for it begins in what came out, in bytes
 */
public record MaskHit(String secret, MaskedForm form, long rawOffset, long maskedOffset) {
  public MaskHit {
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(form, "form");
    if (rawOffset < 0 || maskedOffset < 0) {
      throw new IllegalArgumentException("offset is negative");
    }
  }
}
