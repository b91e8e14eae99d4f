package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.cofferdam.application.identity.port.ExternalToken;
import dev.cofferdam.application.identity.port.ExternalTokens;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.ExternalIdentity;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of other issuers, read as RFC 8725 advises: the issuer decides about the algorithms and
 * where its keys are, whatever a token says of itself; {@code exp} has to be there; {@code nbf} and
 * {@code iat} must not lie ahead; no extension that has to be understood ({@code crit}); the type
 * is {@code JWT}, {@code at+jwt} or not said.
 *
 * <p>A token that is good but for its age is refused as {@code expired_token}, any other as {@code
 * invalid_token} and without the reason.
 */
public final class NimbusExternalTokens implements ExternalTokens {
  /** How far an issuer's clock and ours may be apart. */
  static final Duration SKEW = Duration.ofSeconds(60);

  /** How long an answer of an issuer may take as a whole. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private static final Set<JOSEObjectType> TYPES =
      Set.of(
          JOSEObjectType.JWT,
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"));

  private static final int KEPT_TOKENS = 10_000;

  private final Map<String, Trusted> issuers;
  private final Clock clock;
  private final VerifiedTokens<Verified> known = new VerifiedTokens<>(KEPT_TOKENS);

  private record Trusted(TrustedIssuer terms, IssuerKeys keys) {}

  /**
   * @param notBefore the later one of {@code iat} and {@code nbf}
   */
  private record Verified(
      Trusted issuer, VerificationKey key, ExternalToken token, Instant notBefore) {}

  /**
   * Asks no issuer yet.
   *
   * @throws IllegalArgumentException when an issuer is there twice
   */
  public NimbusExternalTokens(Collection<TrustedIssuer> issuers, Clock clock) {
    this(issuers, ANSWER_WITHIN, PublishedKeys.PATIENCE, clock);
  }

  NimbusExternalTokens(
      Collection<TrustedIssuer> issuers, Duration answerWithin, Duration patience, Clock clock) {
    this.clock = clock;
    KeySetClient client = new KeySetClient(answerWithin);
    Map<String, Trusted> trusted = new HashMap<>();
    for (TrustedIssuer each : issuers) {
      Trusted entry = new Trusted(each, keysOf(each, client, patience));
      if (trusted.put(each.issuer(), entry) != null) {
        throw new IllegalArgumentException("the issuer " + each.issuer() + " is there twice");
      }
    }
    this.issuers = Map.copyOf(trusted);
  }

  private IssuerKeys keysOf(TrustedIssuer issuer, KeySetClient client, Duration patience) {
    KeySource source = issuer.keys();
    if (source instanceof KeySource.Shared shared) {
      return new SharedSecretKey(shared);
    }
    if (source instanceof KeySource.Published published) {
      return new PublishedKeys(
          issuer.issuer(), () -> client.published(published.address()), patience, clock);
    }
    return new PublishedKeys(
        issuer.issuer(), () -> client.discovered(issuer.issuer()), patience, clock);
  }

  @Override
  public Optional<String> claimedIssuer(String token) {
    if (issuers.isEmpty() || token.length() > CompactForm.MAX_LENGTH) {
      return Optional.empty();
    }
    return known
        .find(token)
        .map(verified -> verified.issuer().terms().issuer())
        .or(
            () ->
                CompactForm.parse(token)
                    .flatMap(this::trustedIssuerOf)
                    .map(t -> t.terms().issuer()));
  }

  @Override
  public boolean trusts(String issuer, Use use) {
    Trusted trusted = issuers.get(issuer);
    return trusted != null && trusted.terms().use() == use;
  }

  @Override
  public ExternalToken verify(String token, Use use) {
    if (token.length() > CompactForm.MAX_LENGTH) {
      throw invalid();
    }
    Verified verified =
        known
            .find(token)
            .filter(found -> found.issuer().keys().isCurrent(found.key()))
            .orElseGet(() -> verifyAnew(token));
    Instant now = clock.instant();
    if (verified.issuer().terms().use() != use || verified.notBefore().isAfter(now.plus(SKEW))) {
      throw invalid();
    }
    if (!verified.token().expiresAt().isAfter(now.minus(SKEW))) {
      throw Refusal.unauthenticated("expired_token", "This token has expired.");
    }
    return verified.token();
  }

  private Verified verifyAnew(String token) {
    SignedJWT jwt = CompactForm.parse(token).orElseThrow(NimbusExternalTokens::invalid);
    Trusted issuer = trustedIssuerOf(jwt).orElseThrow(NimbusExternalTokens::invalid);
    if (!isAcceptable(jwt.getHeader(), issuer.terms().keys())) {
      throw invalid();
    }
    VerificationKey key =
        issuer
            .keys()
            .find(jwt.getHeader())
            .filter(found -> found.hasSigned(jwt))
            .orElseThrow(NimbusExternalTokens::invalid);
    try {
      Verified verified =
          content(issuer, key, jwt.getJWTClaimsSet()).orElseThrow(NimbusExternalTokens::invalid);
      known.keep(token, verified);
      return verified;
    } catch (ParseException malformed) {
      throw invalid();
    }
  }

  private Optional<Trusted> trustedIssuerOf(SignedJWT jwt) {
    try {
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      return Optional.ofNullable(claims.getIssuer()).map(issuers::get);
    } catch (ParseException | RuntimeException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isAcceptable(JWSHeader header, KeySource source) {
    return source.algorithms().contains(header.getAlgorithm().getName())
        && (header.getType() == null || TYPES.contains(header.getType()))
        && header.getCriticalParams() == null
        && (header.getKeyID() != null || source instanceof KeySource.Shared);
  }

  /** What a well-signed token says; empty when it was meant for others, or lacks something. */
  private static Optional<Verified> content(Trusted issuer, VerificationKey key, JWTClaimsSet set)
      throws ParseException {
    String subject = set.getSubject();
    Date expires = set.getExpirationTime();
    if (subject == null || expires == null || !isMeantForUs(issuer.terms(), set)) {
      return Optional.empty();
    }
    Map<String, Object> claims = set.toJSONObject();
    try {
      Instant issuedAt = instant(set.getIssueTime());
      Instant notBefore = instant(set.getNotBeforeTime());
      ExternalToken token =
          new ExternalToken(
              new ExternalIdentity(issuer.terms().issuer(), subject),
              ClaimedProfile.of(claims),
              simple(claims),
              issuedAt,
              expires.toInstant());
      Instant later = notBefore.isAfter(issuedAt) ? notBefore : issuedAt;
      return Optional.of(new Verified(issuer, key, token, later));
    } catch (Refusal oddSubject) {
      return Optional.empty();
    }
  }

  private static Instant instant(@Nullable Date claim) {
    return claim == null ? Instant.EPOCH : claim.toInstant();
  }

  private static boolean isMeantForUs(TrustedIssuer terms, JWTClaimsSet set) throws ParseException {
    boolean audience =
        terms.audiences().isEmpty()
            ? set.getAudience().isEmpty()
            : !Collections.disjoint(set.getAudience(), terms.audiences());
    boolean party =
        terms.authorizedParties().isEmpty()
            || terms.authorizedParties().contains(String.valueOf(set.getStringClaim("azp")));
    return audience
        && party
        && terms.refusedClaims().entrySet().stream()
            .noneMatch(
                refused ->
                    refused.getValue().equals(String.valueOf(set.getClaim(refused.getKey()))));
  }

  private static Map<String, String> simple(Map<String, Object> claims) {
    Map<String, String> simple = new HashMap<>();
    claims.forEach(
        (name, value) -> {
          if (value instanceof String || value instanceof Long || value instanceof Boolean) {
            simple.put(name, value.toString());
          }
        });
    return simple;
  }

  private static Refusal invalid() {
    return Refusal.unauthenticated("invalid_token", "This token is not valid.");
  }
}
