package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.application.identity.TokenPair;

/** A session's next tokens. Prints without them. */
record TokensView(String accessToken, String tokenType, long expiresIn, String refreshToken) {
  static TokensView of(TokenPair tokens) {
    return new TokensView(
        tokens.accessToken(), "Bearer", tokens.expiresIn().toSeconds(), tokens.refreshToken());
  }

  @Override
  public String toString() {
    return "TokensView[[REDACTED]]";
  }
}
