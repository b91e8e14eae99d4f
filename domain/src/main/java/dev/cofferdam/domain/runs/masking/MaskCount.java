package dev.cofferdam.domain.runs.masking;

import java.util.Objects;

/** How often a stream carried a secret in one form, for a run's receipt. */
public record MaskCount(String secret, MaskedForm form, long count) {
  public MaskCount {
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(form, "form");
    if (count < 1) {
      throw new IllegalArgumentException("count must be positive");
    }
  }
}
