package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.FindSecrets;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A key, and where it lives. */
record FoundSecretView(
    @Schema(implementation = SecretName.class) String key,
    @Schema(implementation = ProjectName.class) String project,
    @Schema(implementation = EnvironmentName.class) String environment,
    @Schema(description = "The secret's version, from 1.", example = "3", minimum = "1")
        long version,
    @Schema(description = "What people wrote beside it.", example = "the shop's", maxLength = 1_000)
        String note,
    @Schema(description = "When this version was written.") Instant updatedAt) {
  static FoundSecretView of(FindSecrets.Found found) {
    return new FoundSecretView(
        found.version().place().name().value(),
        found.label().project().value(),
        found.label().environment().value(),
        found.version().place().version(),
        found.version().note(),
        found.version().updatedAt());
  }
}
