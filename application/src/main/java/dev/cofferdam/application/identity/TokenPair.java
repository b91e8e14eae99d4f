package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.domain.ids.SessionId;
import java.time.Duration;

/**
 * What a sign-in gives: a short access token, and a refresh token for one use. Prints without them.
 */
public record TokenPair(SessionId session, String accessToken, String refreshToken) {
  /** How long the access token is valid. */
  public Duration expiresIn() {
    return AccessTokens.LIFETIME;
  }

  @Override
  public String toString() {
    return "TokenPair[[REDACTED]]";
  }
}
