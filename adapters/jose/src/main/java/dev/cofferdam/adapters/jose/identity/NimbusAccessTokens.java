package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.SigningKeyStore;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Signed JSON Web Tokens, made and read as RFC 8725 advises: ES256 is the one algorithm, whatever a
 * token says of itself; the type is {@code at+jwt}; issuer, audience and times are checked. Claims
 * are {@code iss} (this server's public URL), {@code aud} ({@code cofferdam}), {@code sub} (the
 * user), {@code sid} (the session), and {@code iat}, {@code nbf} and {@code exp} in whole seconds.
 *
 * <p>A token that is good but for its age is refused as {@code expired_token}, any other as {@code
 * invalid_token} and without the reason, which is nobody's business who can't sign one.
 */
public final class NimbusAccessTokens implements AccessTokens {
  /** How far the clocks of two nodes may be apart. */
  static final Duration SKEW = Duration.ofSeconds(30);

  static final String AUDIENCE = "cofferdam";
  static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
  private static final String SESSION = "sid";
  private static final int KEPT_TOKENS = 10_000;

  private final String issuer;
  private final SigningKeys keys;
  private final Clock clock;
  private final VerifiedTokens<Verified> known = new VerifiedTokens<>(KEPT_TOKENS);

  /**
   * @param kid the key that signed it
   * @param notBefore the later one of {@code iat} and {@code nbf}
   */
  private record Verified(String kid, Claims claims, Instant notBefore, Instant expiresAt) {}

  /**
   * Reads the signing keys, and makes the first one where there is none; so it is to be made at
   * start, outside of any transaction.
   *
   * @param issuer this server's public URL
   */
  public NimbusAccessTokens(URI issuer, SigningKeyStore store, InstanceSealer sealer, Clock clock) {
    this.issuer = issuer.toString();
    this.keys = new SigningKeys(store, sealer, clock);
    this.clock = clock;
  }

  @Override
  public String issue(Claims claims) {
    Instant issuedAt = claims.issuedAt().truncatedTo(ChronoUnit.SECONDS);
    JWTClaimsSet set =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(AUDIENCE)
            .subject(claims.user().toString())
            .claim(SESSION, claims.session().toString())
            .issueTime(Date.from(issuedAt))
            .notBeforeTime(Date.from(issuedAt))
            .expirationTime(Date.from(issuedAt.plus(LIFETIME)))
            .build();
    SigningKeys.Signer signer = keys.signer();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(signer.kid()).build();
    SignedJWT token = new SignedJWT(header, set);
    try {
      token.sign(signer.key());
    } catch (JOSEException e) {
      throw new IllegalStateException("can't sign", e);
    }
    return token.serialize();
  }

  @Override
  public Claims verify(String token) {
    if (token.length() > CompactForm.MAX_LENGTH) {
      throw invalid();
    }
    Verified verified =
        known
            .find(token)
            .filter(found -> keys.verifier(found.kid()).isPresent())
            .orElseGet(() -> verifyAnew(token));
    Instant now = clock.instant();
    if (verified.notBefore().isAfter(now.plus(SKEW))) {
      throw invalid();
    }
    if (!verified.expiresAt().isAfter(now.minus(SKEW))) {
      throw Refusal.unauthenticated("expired_token", "This access token has expired.");
    }
    return verified.claims();
  }

  private Verified verifyAnew(String token) {
    SignedJWT jwt =
        CompactForm.parse(token)
            .filter(this::isSignedHere)
            .orElseThrow(NimbusAccessTokens::invalid);
    try {
      Verified verified =
          content(jwt.getHeader().getKeyID(), jwt.getJWTClaimsSet())
              .orElseThrow(NimbusAccessTokens::invalid);
      known.keep(token, verified);
      return verified;
    } catch (ParseException malformed) {
      throw invalid();
    }
  }

  @Override
  public String publicKeys() {
    return keys.publicKeys();
  }

  private boolean isSignedHere(SignedJWT jwt) {
    JWSHeader header = jwt.getHeader();
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
        || !TYPE.equals(header.getType())
        || header.getCriticalParams() != null
        || header.getKeyID() == null) {
      return false;
    }
    return keys.verifier(header.getKeyID())
        .filter(
            verifier -> {
              try {
                return jwt.verify(verifier);
              } catch (JOSEException malformed) {
                return false;
              }
            })
        .isPresent();
  }

  /** What a well-signed token says; empty when it was meant for others, or lacks something. */
  private Optional<Verified> content(String kid, JWTClaimsSet set) throws ParseException {
    String subject = set.getSubject();
    String session = set.getStringClaim(SESSION);
    if (!issuer.equals(set.getIssuer())
        || !List.of(AUDIENCE).equals(set.getAudience())
        || subject == null
        || session == null
        || set.getIssueTime() == null
        || set.getNotBeforeTime() == null
        || set.getExpirationTime() == null) {
      return Optional.empty();
    }
    Instant issuedAt = set.getIssueTime().toInstant();
    Instant notBefore = set.getNotBeforeTime().toInstant();
    Instant later = notBefore.isAfter(issuedAt) ? notBefore : issuedAt;
    Instant expiresAt = set.getExpirationTime().toInstant();
    return UserId.parse(subject)
        .flatMap(user -> SessionId.parse(session).map(id -> new Claims(user, id, issuedAt)))
        .map(claims -> new Verified(kid, claims, later, expiresAt));
  }

  private static Refusal invalid() {
    return Refusal.unauthenticated("invalid_token", "This access token is not valid.");
  }
}
