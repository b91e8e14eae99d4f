package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.application.identity.LogIn;
import dev.cofferdam.application.identity.TokenPair;
import io.swagger.v3.oas.annotations.media.Schema;

/** Who signed in, and the tokens of the new session. Prints without them. */
record LoginView(
    @Schema(description = "Who signed in.") UserView user,
    @Schema(
            description = "A JWT (RFC 7519) for `Authorization: Bearer`.",
            example = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln")
        String accessToken,
    @Schema(
            description = "How to use the access token (RFC 6750).",
            allowableValues = "Bearer",
            example = "Bearer")
        String tokenType,
    @Schema(
            description = "How long the access token lives, in seconds.",
            example = "900",
            minimum = "1")
        long expiresIn,
    @Schema(description = "Good for the next tokens, once.", example = "cfs_…")
        String refreshToken) {
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
