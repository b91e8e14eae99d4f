package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Instant;

/** What was written, without the value. */
record PutSecretView(String key, long version, String note, Instant updatedAt, String updatedBy) {
  static PutSecretView of(SecretVersion written) {
    return new PutSecretView(
        written.place().name().value(),
        written.place().version(),
        written.note(),
        written.updatedAt(),
        written.updatedBy().toString());
  }
}
