package dev.cofferdam.adapters.http.identity;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Prints without the token. */
record RefreshRequest(
    @Schema(description = "The one of the last answer.", example = "cfs_…", requiredMode = REQUIRED)
        @Nullable String refreshToken) {
  @Override
  public String toString() {
    return "RefreshRequest[[REDACTED]]";
  }
}
