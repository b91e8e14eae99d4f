package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.platform.Faults.required;

import dev.cofferdam.application.identity.LogIn;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import org.jspecify.annotations.Nullable;

/** Prints without the password. */
record LoginRequest(@Nullable String email, @Nullable String password) {
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
