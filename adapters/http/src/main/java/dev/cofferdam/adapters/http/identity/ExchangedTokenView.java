package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.application.identity.ExchangeToken;
import io.swagger.v3.oas.annotations.media.Schema;

/** A short token (RFC 8693, section 2.2.1). Prints without it. */
record ExchangedTokenView(
    @Schema(description = "A service token for a while.", example = "cfr_…", format = "password")
        String accessToken,
    @Schema(
            description = "What the token is.",
            example = "urn:ietf:params:oauth:token-type:access_token")
        String issuedTokenType,
    @Schema(description = "How to send it.", example = "Bearer") String tokenType,
    @Schema(description = "For how many seconds it is good.", example = "900") long expiresIn) {
  static ExchangedTokenView of(ExchangeToken.Outcome made) {
    return new ExchangedTokenView(
        made.token(),
        "urn:ietf:params:oauth:token-type:access_token",
        "Bearer",
        made.expiresIn().toSeconds());
  }

  @Override
  public String toString() {
    return "ExchangedTokenView[[REDACTED]]";
  }
}
