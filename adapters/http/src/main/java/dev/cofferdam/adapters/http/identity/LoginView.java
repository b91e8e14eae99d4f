package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.application.identity.LogIn;
import dev.cofferdam.application.identity.TokenPair;

/** Who signed in, and the tokens of the new session. Prints without them. */
record LoginView(
    UserView user, String accessToken, String tokenType, long expiresIn, String refreshToken) {
  static LoginView of(LogIn.Outcome outcome) {
    TokenPair tokens = outcome.tokens();
    return new LoginView(
        UserView.of(outcome.user()),
        tokens.accessToken(),
        "Bearer",
        tokens.expiresIn().toSeconds(),
        tokens.refreshToken());
  }

  @Override
  public String toString() {
    return "LoginView[" + user.id() + "]";
  }
}
