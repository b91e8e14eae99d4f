package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.domain.identity.EmailAddress;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whose password is forgotten. */
record ForgotPasswordRequest(
    @Schema(implementation = EmailAddress.class, requiredMode = REQUIRED) @Nullable String email) {
  EmailAddress address() {
    return EmailAddress.parse(required("email", email));
  }
}
