package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.application.identity.port.ExternalTokens.Use;
import dev.cofferdam.application.world.MovableClock;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.PersonName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link ExternalTokens} promises. */
public abstract class ExternalTokensContract {
  protected static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** Of an issuer that people sign in with. */
  protected static final ExternalIdentity PERSON =
      new ExternalIdentity("https://people.example", "user_1");

  /** Of an issuer whose tokens are exchanged. */
  protected static final ExternalIdentity JOB =
      new ExternalIdentity("https://ci.example", "repo:acme/shop:ref:refs/heads/main");

  protected static final Duration LIFETIME = Duration.ofMinutes(10);

  protected final MovableClock clock = new MovableClock(NOW);

  /** Reads the tokens of both issuers. */
  protected abstract ExternalTokens tokens();

  /** A token from now on, valid for {@link #LIFETIME}, with these claims besides. */
  protected abstract String issue(ExternalIdentity identity, Map<String, Object> claims);

  @Test
  void aTokenSaysWhoItIsAbout() {
    Map<String, Object> claims =
        Map.of("email", "Ada@Example.org", "email_verified", true, "name", "Ada Lovelace");

    ExternalToken read = tokens().verify(issue(PERSON, claims), Use.SIGN_IN);

    assertThat(read.identity()).isEqualTo(PERSON);
    assertThat(read.profile().email()).contains(new EmailAddress("ada@example.org"));
    assertThat(read.profile().emailVerified()).isTrue();
    assertThat(read.profile().name()).contains(new PersonName("Ada Lovelace"));
    assertThat(read.issuedAt()).isEqualTo(NOW);
    assertThat(read.expiresAt()).isEqualTo(NOW.plus(LIFETIME));
  }

  @Test
  void whatNobodySaysOrCannotBeIsUnknown() {
    Map<String, Object> odd =
        Map.of("email", "not an address", "email_verified", "maybe", "name", " ");

    assertThat(tokens().verify(issue(PERSON, Map.of()), Use.SIGN_IN).profile())
        .isEqualTo(ExternalToken.Profile.UNKNOWN);
    assertThat(tokens().verify(issue(PERSON, odd), Use.SIGN_IN).profile())
        .isEqualTo(ExternalToken.Profile.UNKNOWN);
  }

  @Test
  void claimsAreTextWhereTheyAreSimple() {
    Map<String, Object> claims =
        Map.of(
            "repository", "acme/shop", "run_attempt", 3, "ref_protected", true, "deep", Map.of());

    ExternalToken read = tokens().verify(issue(JOB, claims), Use.EXCHANGE);

    assertThat(read.claims())
        .containsEntry("repository", "acme/shop")
        .containsEntry("run_attempt", "3")
        .containsEntry("ref_protected", "true")
        .containsEntry("sub", JOB.subject())
        .containsEntry("iss", JOB.issuer())
        .doesNotContainKey("deep");
  }

  @Test
  void anIssuerIsTrustedForOneUse() {
    assertRefused(issue(JOB, Map.of()), Use.SIGN_IN, "invalid_token");
    assertRefused(issue(PERSON, Map.of()), Use.EXCHANGE, "invalid_token");
  }

  @Test
  void aTokenExpires() {
    String token = issue(PERSON, Map.of());
    clock.advance(LIFETIME.minusSeconds(1));
    assertThat(tokens().verify(token, Use.SIGN_IN).identity()).isEqualTo(PERSON);

    clock.advance(Duration.ofMinutes(2));
    assertRefused(token, Use.SIGN_IN, "expired_token");
  }

  @Test
  void aTokenFromTheFutureIsRefused() {
    String token = issue(PERSON, Map.of());
    clock.advance(Duration.ofMinutes(-10));

    assertRefused(token, Use.SIGN_IN, "invalid_token");
  }

  @Test
  void anIssuerThatNobodyTrustsIsRefused() {
    String token = issue(new ExternalIdentity("https://stranger.example", "user_1"), Map.of());

    assertThat(tokens().claimedIssuer(token)).isEmpty();
    assertRefused(token, Use.SIGN_IN, "invalid_token");
  }

  @Test
  void aTokenClaimsItsIssuer() {
    assertThat(tokens().claimedIssuer(issue(PERSON, Map.of()))).contains(PERSON.issuer());
    assertThat(tokens().claimedIssuer(issue(JOB, Map.of()))).contains(JOB.issuer());
  }

  @Test
  void garbageIsRefused() {
    String token = issue(PERSON, Map.of());
    Stream.of(
            "",
            ".",
            "..",
            "{}",
            " " + token,
            token + "=",
            token + ".",
            token + token,
            "a".repeat(1_000_000),
            ".".repeat(1_000_000),
            token + "A".repeat(1_000_000))
        .forEach(
            text -> {
              assertRefused(text, Use.SIGN_IN, "invalid_token");
              assertThat(tokens().claimedIssuer(text))
                  .isIn(Optional.empty(), Optional.of(PERSON.issuer()));
            });
  }

  protected final void assertRefused(String token, Use use, String code) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> tokens().verify(token, use));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.detail()).hasSizeLessThan(100);
  }
}
