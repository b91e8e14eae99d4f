package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.identity.LogIn;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Prints without the password. */
record LoginRequest(
    @Schema(implementation = EmailAddress.class, requiredMode = REQUIRED) @Nullable String email,
    @Schema(
            description = "What was chosen at registration.",
            example = "a long enough pass phrase",
            format = "password",
            maxLength = 128,
            requiredMode = REQUIRED)
        @Nullable String password) {
  LogIn.Command command() {
    return new LogIn.Command(
        EmailAddress.parse(required("email", email)),
        Password.typed("password", required("password", password)));
  }

  @Override
  public String toString() {
    return "LoginRequest[[REDACTED]]";
  }
}
