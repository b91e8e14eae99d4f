package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.platform.Faults.required;

import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.PersonName;
import org.jspecify.annotations.Nullable;

/** Prints without the password. */
record RegisterRequest(@Nullable String email, @Nullable String password, @Nullable String name) {
  SignUp.Command command() {
    return new SignUp.Command(
        EmailAddress.parse(required("email", email)),
        Password.chosen("password", required("password", password)),
        PersonName.parse(required("name", name)));
  }

  @Override
  public String toString() {
    return "RegisterRequest[[REDACTED]]";
  }
}
