package dev.cofferdam.adapters.http.identity;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The token of a letter's link. Prints without it. */
record TokenRequest(
    @Schema(
            description = "What follows `#token=` in the letter's link.",
            example = "cfv_…",
            requiredMode = REQUIRED)
        @Nullable String token) {
  @Override
  public String toString() {
    return "TokenRequest[[REDACTED]]";
  }
}
