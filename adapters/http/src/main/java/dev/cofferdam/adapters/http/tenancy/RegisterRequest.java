package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.PersonName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints without the password. */
record RegisterRequest(
    @Schema(implementation = EmailAddress.class, requiredMode = REQUIRED) @Nullable String email,
    @Schema(
            description = "10 to 128 characters, none of the most common passwords.",
            example = "a long enough pass phrase",
            format = "password",
            minLength = 10,
            maxLength = 128,
            requiredMode = REQUIRED)
        @Nullable String password,
    @Schema(implementation = PersonName.class, requiredMode = REQUIRED) @Nullable String name,
    @Schema(
            description =
                "The id of the plan that the personal org is to have, of `/api/v1/plans`. The org is"
                    + " on the first plan until it is paid.",
            example = "team",
            maxLength = 100)
        @Nullable String plan,
    @Schema(
            description =
                "The token of the letter that invites this address into an org. That org is joined,"
                    + " and no personal one is made.",
            example = "cfi_…",
            maxLength = 1000)
        @Nullable String invitationToken) {
  SignUp.Command command() {
    return new SignUp.Command(
            EmailAddress.parse(required("email", email)),
            Password.chosen("password", required("password", password)),
            PersonName.parse(required("name", name)))
        .with(Optional.ofNullable(plan), Optional.ofNullable(invitationToken));
  }

  @Override
  public String toString() {
    return "RegisterRequest[[REDACTED]]";
  }
}
