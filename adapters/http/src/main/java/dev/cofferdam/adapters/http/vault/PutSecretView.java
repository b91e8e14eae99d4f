package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** What was written, without the value. */
record PutSecretView(
    @Schema(implementation = SecretName.class) String key,
    @Schema(description = "The secret's version, from 1.", example = "3", minimum = "1")
        long version,
    @Schema(description = "What people wrote beside it.", example = "the shop's", maxLength = 1_000)
        String note,
    @Schema(description = "When this version was written.") Instant updatedAt,
    @Schema(implementation = UserId.class, description = "Who wrote it.") String updatedBy) {
  static PutSecretView of(SecretVersion written) {
    return new PutSecretView(
        written.place().name().value(),
        written.place().version(),
        written.note(),
        written.updatedAt(),
        written.updatedBy().toString());
  }
}
