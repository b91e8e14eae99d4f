package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record RestoreEnvironmentRequest(
    @Schema(
            description = "The time, as in RFC 3339, whose secrets the environment gets again.",
            example = "2026-11-21T12:00:00Z",
            format = "date-time",
            requiredMode = REQUIRED)
        @Nullable String at) {
  Instant wanted() {
    return Moments.parse(required("at", at));
  }
}
