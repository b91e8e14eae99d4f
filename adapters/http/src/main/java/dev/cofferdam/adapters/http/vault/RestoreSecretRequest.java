package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.domain.access.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

record RestoreSecretRequest(
    @Schema(
            description = "The version whose value the key gets again.",
            example = "2",
            minimum = "1",
            requiredMode = REQUIRED)
        @Nullable Long version) {
  long wanted() {
    long wanted = required("version", version);
    if (wanted < 1) {
      throw Refusal.invalid("version", "must be positive");
    }
    return wanted;
  }
}
