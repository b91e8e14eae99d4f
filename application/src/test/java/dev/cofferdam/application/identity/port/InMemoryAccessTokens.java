package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.access.Refusal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the tokens that it issued instead of signing them. */
public final class InMemoryAccessTokens implements AccessTokens {
  private final Map<String, Claims> issued = new ConcurrentHashMap<>();
  private final Clock clock;

  public InMemoryAccessTokens(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String issue(Claims claims) {
    String token = "fake." + UUID.randomUUID();
    issued.put(
        token,
        new Claims(
            claims.user(), claims.session(), claims.issuedAt().truncatedTo(ChronoUnit.SECONDS)));
    return token;
  }

  @Override
  public Claims verify(String token) {
    Claims claims = issued.get(token);
    if (claims == null || claims.issuedAt().isAfter(clock.instant())) {
      throw Refusal.unauthenticated("invalid_token", "This access token is not valid.");
    }
    if (!claims.issuedAt().plus(LIFETIME).isAfter(clock.instant())) {
      throw Refusal.unauthenticated("expired_token", "This access token has expired.");
    }
    return claims;
  }

  @Override
  public String publicKeys() {
    return "{\"keys\":[]}";
  }
}
