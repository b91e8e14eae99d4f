package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.application.identity.port.AccessTokens.Claims;
import dev.cofferdam.application.world.MovableClock;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link AccessTokens} promises. */
public abstract class AccessTokensContract {
  protected static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  protected static final Claims CLAIMS =
      new Claims(new UserId(new UUID(1, 2)), new SessionId(new UUID(3, 4)), NOW);

  protected final MovableClock clock = new MovableClock(NOW);

  /** Tokens of an installation of their own. */
  protected abstract AccessTokens newInstallation(Clock clock);

  protected final void setTime(Instant instant) {
    clock.advance(Duration.between(clock.instant(), instant));
  }

  @Test
  void aTokenSaysWhoItWasIssuedTo() {
    AccessTokens tokens = newInstallation(clock);

    assertThat(tokens.verify(tokens.issue(CLAIMS))).isEqualTo(CLAIMS);
  }

  @Test
  void timeIsKeptToTheSecond() {
    AccessTokens tokens = newInstallation(clock);
    Claims precise = new Claims(CLAIMS.user(), CLAIMS.session(), NOW.plusNanos(999_999_999));
    setTime(precise.issuedAt());

    assertThat(tokens.verify(tokens.issue(precise))).isEqualTo(CLAIMS);
  }

  @Test
  void aTokenExpiresAfterItsLifetime() {
    AccessTokens tokens = newInstallation(clock);
    String token = tokens.issue(CLAIMS);

    setTime(NOW.plus(AccessTokens.LIFETIME).minusSeconds(1));
    assertThat(tokens.verify(token)).isEqualTo(CLAIMS);

    setTime(NOW.plus(AccessTokens.LIFETIME).plus(Duration.ofMinutes(1)));
    assertRefused(tokens, token, "expired_token");
  }

  @Test
  void aTokenFromTheFutureIsRefused() {
    AccessTokens tokens = newInstallation(clock);
    String token = tokens.issue(CLAIMS);

    setTime(NOW.minus(Duration.ofMinutes(10)));

    assertRefused(tokens, token, "invalid_token");
  }

  @Test
  void everyOneCharacterChangeIsRefused() {
    AccessTokens tokens = newInstallation(clock);
    String token = tokens.issue(CLAIMS);
    for (int at = 0; at < token.length(); at++) {
      char next = (char) (token.charAt(at) + 1);
      for (char other : List.of(next, '=', '.', 'A', '\n', 'é')) {
        if (other != token.charAt(at)) {
          String changed = token.substring(0, at) + other + token.substring(at + 1);
          assertRefused(tokens, changed, "invalid_token");
        }
      }
      assertRefused(tokens, token.substring(0, at), "invalid_token");
    }
  }

  @Test
  void garbageIsRefused() {
    AccessTokens tokens = newInstallation(clock);
    String token = tokens.issue(CLAIMS);
    List<String> garbage =
        List.of(
            "",
            ".",
            "..",
            "...",
            "null",
            "{}",
            " " + token,
            token + " ",
            token + "=",
            token + ".",
            token + token,
            "Bearer " + token,
            "a".repeat(1_000_000),
            ".".repeat(1_000_000),
            token + "A".repeat(1_000_000));
    garbage.forEach(text -> assertRefused(tokens, text, "invalid_token"));
  }

  @Test
  void anotherInstallationsTokenIsRefused() {
    String token = newInstallation(clock).issue(CLAIMS);

    assertRefused(newInstallation(clock), token, "invalid_token");
  }

  @Test
  void publicKeysAreASetInJson() {
    assertThat(newInstallation(clock).publicKeys()).startsWith("{\"keys\":[").endsWith("]}");
  }

  protected static void assertRefused(AccessTokens tokens, String text, String code) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> tokens.verify(text));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.detail()).hasSizeLessThan(100);
  }
}
