package dev.cofferdam.adapters.jose.identity;

import static dev.cofferdam.adapters.jose.identity.ForeignIssuer.ecKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.cofferdam.application.identity.port.ExternalTokens;
import dev.cofferdam.application.identity.port.ExternalTokens.Use;
import dev.cofferdam.application.world.MovableClock;
import dev.cofferdam.domain.access.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that an issuer changes, and issuers that are slow, broken or gone. */
@Timeout(120)
final class PublishedKeysTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String AUDIENCE = "https://cofferdam.example";
  private static final ECKey FIRST = ecKey("first");
  private static final ECKey SECOND = ecKey("second");

  /** For tests in which the issuer answers in the end. */
  private static final Duration LONG = Duration.ofSeconds(60);

  /** For tests in which it does not. */
  private static final Duration SHORT = Duration.ofMillis(200);

  private final MovableClock clock = new MovableClock(NOW);
  private final ForeignIssuer provider = new ForeignIssuer();
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final ExternalTokens tokens = tokens(LONG, LONG);

  @BeforeEach
  void publish() {
    provider.publish(FIRST);
  }

  @AfterEach
  void stop() {
    released.countDown();
    callers.shutdownNow();
    provider.close();
  }

  private ExternalTokens tokens(Duration answerWithin, Duration patience) {
    return tokens(
        new KeySource.Published(provider.keySet(), KeySource.USUAL_ALGORITHMS),
        answerWithin,
        patience);
  }

  private ExternalTokens tokens(KeySource keys, Duration answerWithin, Duration patience) {
    TrustedIssuer issuer =
        new TrustedIssuer(provider.url(), Use.SIGN_IN, keys, Set.of(AUDIENCE), Set.of(), Map.of());
    return new NimbusExternalTokens(List.of(issuer), answerWithin, patience, clock);
  }

  private String token(ECKey key, String subject) {
    return ForeignIssuer.sign(
        key,
        new JWTClaimsSet.Builder()
            .issuer(provider.url())
            .subject(subject)
            .audience(AUDIENCE)
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(clock.instant().plus(Duration.ofDays(30))))
            .build());
  }

  private static String outcome(ExternalTokens tokens, String token) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> tokens.verify(token, Use.SIGN_IN));
    return refusal == null ? "taken" : refusal.code();
  }

  private String outcome(String token) {
    return outcome(tokens, token);
  }

  @Test
  void theIssuerIsAskedOnceForManyTokens() {
    for (int i = 0; i < 20; i++) {
      assertThat(outcome(token(FIRST, "user_" + i))).isEqualTo("taken");
    }
    assertThat(provider.readings()).isEqualTo(1);
  }

  @Test
  void aNewKeyIsFoundWithoutARestart() {
    assertThat(outcome(token(FIRST, "user_1"))).isEqualTo("taken");
    provider.publish(FIRST, SECOND);
    clock.advance(PublishedKeys.REST);

    assertThat(outcome(token(SECOND, "user_1"))).isEqualTo("taken");
    assertThat(outcome(token(FIRST, "user_1"))).isEqualTo("taken");
    assertThat(provider.readings()).isEqualTo(2);
  }

  @Test
  void unknownKeysAreLookedForOnceInAWhile() {
    assertThat(outcome(token(FIRST, "user_1"))).isEqualTo("taken");
    for (int i = 0; i < 50; i++) {
      assertThat(outcome(token(ecKey("unknown" + i), "user_1"))).isEqualTo("invalid_token");
    }
    assertThat(provider.readings()).isEqualTo(1);
    clock.advance(PublishedKeys.REST);
    for (int i = 0; i < 50; i++) {
      assertThat(outcome(token(ecKey("unknown" + i), "user_1"))).isEqualTo("invalid_token");
    }
    assertThat(provider.readings()).isEqualTo(2);
  }

  @Test
  void aKeyThatIsNoLongerPublishedEndsWithTheNextReading() throws Exception {
    String token = token(FIRST, "user_1");
    assertThat(outcome(token)).isEqualTo("taken");
    provider.publish(SECOND);
    clock.advance(PublishedKeys.FRESH);

    while (outcome(token).equals("taken")) {
      Thread.onSpinWait();
    }
    assertThat(outcome(token)).isEqualTo("invalid_token");
    assertThat(provider.readings()).isEqualTo(2);
  }

  @Test
  void anotherKeyUnderAnOldNameDoesNotVouchForOldTokens() {
    String token = token(FIRST, "user_1");
    assertThat(outcome(token)).isEqualTo("taken");
    provider.publish(ecKey("first"));
    clock.advance(PublishedKeys.IDLE);

    assertThat(outcome(token)).isEqualTo("invalid_token");
  }

  @Test
  void callersThatMissAKeyTogetherShareOneReading() throws Exception {
    assertThat(outcome(token(FIRST, "user_1"))).isEqualTo("taken");
    provider.publish(FIRST, SECOND);
    provider.answerAfter(released);
    clock.advance(PublishedKeys.REST);
    List<Future<String>> outcomes = new ArrayList<>();
    for (int i = 0; i < PublishedKeys.MAX_WAITING; i++) {
      String token = token(SECOND, "user_" + i);
      Callable<String> call = () -> outcome(token);
      outcomes.add(callers.submit(call));
    }
    released.countDown();

    for (Future<String> each : outcomes) {
      assertThat(each.get()).isEqualTo("taken");
    }
    assertThat(provider.readings()).isEqualTo(2);
  }

  @Test
  void noMoreThanAFewCallersWait() throws Exception {
    provider.answerAfter(released);
    List<Future<String>> outcomes = new ArrayList<>();
    for (int i = 0; i < PublishedKeys.MAX_WAITING + 20; i++) {
      String token = token(FIRST, "user_" + i);
      Callable<String> call = () -> outcome(token);
      outcomes.add(callers.submit(call));
    }
    while (outcomes.stream().filter(Future::isDone).count() < 20) {
      Thread.onSpinWait();
    }
    released.countDown();

    List<String> all = new ArrayList<>();
    for (Future<String> each : outcomes) {
      all.add(each.get());
    }
    assertThat(all).filteredOn("taken"::equals).hasSize(PublishedKeys.MAX_WAITING);
    assertThat(all).filteredOn("issuer_unavailable"::equals).hasSize(20);
    assertThat(provider.readings()).isEqualTo(1);
  }

  @Test
  void aSlowIssuerLetsNobodyInAndHoldsNobodyUp() {
    provider.answerAfter(released);
    ExternalTokens impatient = tokens(LONG, SHORT);

    assertThat(outcome(impatient, token(FIRST, "user_1"))).isEqualTo("issuer_unavailable");
  }

  @Test
  void aBodyThatNeverEndsIsGivenUp() {
    provider.answerWith(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            released.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    ExternalTokens impatient = tokens(SHORT, LONG);

    assertThat(outcome(impatient, token(FIRST, "user_1"))).isEqualTo("issuer_unavailable");
  }

  @Test
  void whoseKeysAreKnownGetsInWhileTheIssuerIsDown() {
    String token = token(FIRST, "user_1");
    assertThat(outcome(token)).isEqualTo("taken");
    provider.answerWith(500, "");
    for (int hour = 0; hour < 23; hour++) {
      clock.advance(Duration.ofHours(1));
      assertThat(outcome(token)).as("hour %s", hour).isEqualTo("taken");
      assertThat(outcome(token(FIRST, "user_2"))).isEqualTo("taken");
      assertThat(outcome(token(SECOND, "user_2"))).isEqualTo("issuer_unavailable");
    }
    clock.advance(Duration.ofHours(1));
    assertThat(outcome(token)).isEqualTo("issuer_unavailable");

    provider.recover();
    clock.advance(PublishedKeys.REST);
    assertThat(outcome(token)).isEqualTo("taken");
    assertThat(outcome(token(SECOND, "user_2"))).isEqualTo("invalid_token");
  }

  @Test
  void whoseKeysAreKnownDoesNotWaitForASlowIssuer() {
    String token = token(FIRST, "user_1");
    assertThat(outcome(token)).isEqualTo("taken");
    provider.answerAfter(released);
    clock.advance(PublishedKeys.FRESH);

    // Whoever waited would do so until the latch is opened, which is after this test.
    assertThat(outcome(token)).isEqualTo("taken");
    assertThat(outcome(token(FIRST, "user_2"))).isEqualTo("taken");
  }

  @Test
  void whatIsNoKeySetLetsNobodyIn() {
    String redirect = provider.keySet() + "?again";
    List<ForeignIssuer.Answer> answers =
        List.of(
            exchange -> exchange.sendResponseHeaders(204, -1),
            exchange -> exchange.sendResponseHeaders(404, -1),
            exchange -> {
              exchange.getResponseHeaders().set("Location", redirect);
              exchange.sendResponseHeaders(302, -1);
            });
    for (ForeignIssuer.Answer answer : answers) {
      provider.answerWith(answer);
      assertThat(outcome(token(FIRST, "user_1"))).isEqualTo("issuer_unavailable");
      clock.advance(PublishedKeys.REST);
    }
    String large = "{\"keys\":[],\"padding\":\"" + "a".repeat(KeySetClient.MAX_BYTES) + "\"}";
    String many = "{\"keys\":[" + "{},".repeat(200) + "{}]}";
    for (String body : List.of("", "<html>", "[]", "{}", "{\"keys\":{}}", "\u0000", large, many)) {
      provider.answerWith(200, body);
      assertThat(outcome(token(FIRST, "user_1"))).isEqualTo("issuer_unavailable");
      clock.advance(PublishedKeys.REST);
    }
    assertThat(provider.readings()).isEqualTo(11);
  }

  @Test
  void oneOddKeyDoesNotHideTheOthers() {
    provider.answerWith(
        200,
        "{\"keys\":[{},{\"kty\":\"EC\",\"kid\":\"odd\"},{\"kty\":\"new\",\"kid\":\"x\"},"
            + FIRST.toPublicJWK().toJSONString()
            + "]}");

    assertThat(outcome(token(FIRST, "user_1"))).isEqualTo("taken");
  }

  @Test
  void anEmptySetMeansThatNoKeyIsGoodAnyMore() {
    assertThat(outcome(token(FIRST, "user_1"))).isEqualTo("taken");
    provider.answerWith(200, "{\"keys\":[]}");
    clock.advance(PublishedKeys.IDLE);

    assertThat(outcome(token(FIRST, "user_1"))).isEqualTo("invalid_token");
  }

  @Test
  void theKeySetIsFoundByDiscovery() {
    KeySource discovered = new KeySource.Discovered(KeySource.USUAL_ALGORITHMS);
    assertThat(outcome(tokens(discovered, LONG, LONG), token(FIRST, "user_1"))).isEqualTo("taken");

    for (String document :
        List.of(
            provider.document("https://other.example"),
            "{\"issuer\":\"" + provider.url() + "\"}",
            "{\"issuer\":\"" + provider.url() + "\",\"jwks_uri\":\"http://id.example/keys\"}",
            "nothing")) {
      provider.discoverWith(document);
      assertThat(outcome(tokens(discovered, LONG, LONG), token(FIRST, "user_1")))
          .as(document)
          .isEqualTo("issuer_unavailable");
    }
  }
}
