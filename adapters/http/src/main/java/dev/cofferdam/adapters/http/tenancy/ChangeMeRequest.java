package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.application.identity.ChangeAccount;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.PersonName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be changed of an account; what is left out stays. Prints without passwords. */
record ChangeMeRequest(
    @Schema(implementation = PersonName.class) @Nullable String name,
    @Schema(implementation = EmailAddress.class) @Nullable String email,
    @Schema(
            description = "A new one: 10 to 128 characters, none of the most common passwords.",
            example = "another long pass phrase",
            format = "password",
            minLength = 10,
            maxLength = 128)
        @Nullable String password,
    @Schema(
            description = "The present one; needed with `email` and with `password`.",
            example = "a long enough pass phrase",
            format = "password",
            maxLength = 128)
        @Nullable String currentPassword) {
  ChangeAccount.Command command() {
    return new ChangeAccount.Command(
        Optional.ofNullable(name).map(PersonName::parse),
        Optional.ofNullable(email).map(EmailAddress::parse),
        Optional.ofNullable(password).map(typed -> Password.chosen("password", typed)),
        Optional.ofNullable(currentPassword)
            .map(typed -> Password.typed("current_password", typed)));
  }

  @Override
  public String toString() {
    return "ChangeMeRequest[[REDACTED]]";
  }
}
