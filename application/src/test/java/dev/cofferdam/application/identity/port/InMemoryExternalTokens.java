package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.PersonName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers the tokens that it issued in the name of others instead of checking signatures. */
public final class InMemoryExternalTokens implements ExternalTokens {
  private final Map<String, Use> issuers;
  private final Map<String, ExternalToken> issued = new ConcurrentHashMap<>();
  private final Clock clock;

  public InMemoryExternalTokens(Map<String, Use> issuers, Clock clock) {
    this.issuers = Map.copyOf(issuers);
    this.clock = clock;
  }

  /** A token from now on. */
  public String issue(ExternalIdentity identity, Map<String, Object> claims, Duration lifetime) {
    Map<String, Object> all = new HashMap<>(claims);
    all.put("iss", identity.issuer());
    all.put("sub", identity.subject());
    Map<String, String> simple = new HashMap<>();
    all.forEach(
        (name, value) -> {
          if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            simple.put(name, value.toString());
          }
        });
    Instant now = clock.instant();
    String token = "external." + UUID.randomUUID() + ".token";
    ExternalToken read =
        new ExternalToken(identity, profile(simple), simple, now, now.plus(lifetime));
    issued.put(token, read);
    return token;
  }

  private static ExternalToken.Profile profile(Map<String, String> claims) {
    Optional<EmailAddress> email = parse(claims.get("email"), EmailAddress::parse);
    boolean verified = email.isPresent() && "true".equals(claims.get("email_verified"));
    return new ExternalToken.Profile(email, verified, parse(claims.get("name"), PersonName::parse));
  }

  private static <T> Optional<T> parse(@Nullable String text, Function<String, T> parser) {
    try {
      return Optional.ofNullable(text).map(parser);
    } catch (Refusal none) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> claimedIssuer(String token) {
    return Optional.ofNullable(issued.get(token))
        .map(found -> found.identity().issuer())
        .filter(issuers::containsKey);
  }

  @Override
  public boolean trusts(String issuer, Use use) {
    return issuers.get(issuer) == use;
  }

  @Override
  public ExternalToken verify(String token, Use use) {
    ExternalToken found = issued.get(token);
    if (found == null
        || issuers.get(found.identity().issuer()) != use
        || found.issuedAt().isAfter(clock.instant())) {
      throw Refusal.unauthenticated("invalid_token", "This token is not valid.");
    }
    if (!found.expiresAt().isAfter(clock.instant())) {
      throw Refusal.unauthenticated("expired_token", "This token has expired.");
    }
    return found;
  }
}
