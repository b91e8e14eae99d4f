package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.identity.ResetPassword;
import dev.cofferdam.domain.identity.Password;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A letter's token and a new password. Prints without either. */
record ResetPasswordRequest(
    @Schema(
            description = "What follows `#token=` in the letter's link.",
            example = "cfp_…",
            requiredMode = REQUIRED)
        @Nullable String token,
    @Schema(
            description = "10 to 128 characters, none of the most common passwords.",
            example = "a long enough pass phrase",
            format = "password",
            minLength = 10,
            maxLength = 128,
            requiredMode = REQUIRED)
        @Nullable String password) {
  ResetPassword.Command command() {
    return new ResetPassword.Command(
        required("token", token), Password.chosen("password", required("password", password)));
  }

  @Override
  public String toString() {
    return "ResetPasswordRequest[[REDACTED]]";
  }
}
