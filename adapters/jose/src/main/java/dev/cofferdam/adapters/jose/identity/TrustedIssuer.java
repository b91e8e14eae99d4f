package dev.cofferdam.adapters.jose.identity;

import dev.cofferdam.application.identity.port.ExternalTokens.Use;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * An issuer whose tokens are taken, and which of them. Some audience or authorised party has to be
 * named: else a token that the issuer gave to any other application would be taken here too.
 *
 * @param issuer the exact {@code iss} of its tokens: an https address, or http on this machine
 * @param audiences of which a token's {@code aud} must have one; where there are none, a token must
 *     not have an {@code aud}
 * @param authorizedParties of which a token's {@code azp} must be one, unless there are none
 * @param refusedClaims claims that a token must not have with these values, such as {@code
 *     is_anonymous} with {@code true}
 */
public record TrustedIssuer(
    String issuer,
    Use use,
    KeySource keys,
    Set<String> audiences,
    Set<String> authorizedParties,
    Map<String, String> refusedClaims) {
  private static final int MAX_LENGTH = 255;

  /**
   * @throws IllegalArgumentException naming what is wrong
   */
  public TrustedIssuer {
    if (issuer.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("issuer must have at most 255 characters");
    }
    KeySource.requireSafe("issuer", URI.create(issuer));
    audiences = Set.copyOf(audiences);
    authorizedParties = Set.copyOf(authorizedParties);
    refusedClaims = Map.copyOf(refusedClaims);
    if (audiences.isEmpty() && authorizedParties.isEmpty()) {
      throw new IllegalArgumentException("audiences or authorizedParties must name somebody");
    }
  }
}
