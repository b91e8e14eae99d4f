package dev.cofferdam.domain.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ID = "msg_1";
  private static final String TIMESTAMP = Long.toString(NOW.getEpochSecond());
  private static final byte[] BODY = "{\"type\":\"user.created\"}".getBytes(StandardCharsets.UTF_8);

  private final WebhookSecret secret = secret("a");
  private final String signature = secret.sign(ID, NOW, BODY);

  private static WebhookSecret secret(String letter) {
    return WebhookSecret.of(letter.repeat(32).getBytes(StandardCharsets.UTF_8));
  }

  private boolean isTaken(String id, String timestamp, String signatures, byte[] body) {
    return secret.hasSigned(id, timestamp, signatures, body, NOW);
  }

  /** The example of Svix's page "Verifying webhooks manually". */
  @Test
  void signsAsOthersDo() {
    WebhookSecret published = WebhookSecret.parse("whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    byte[] payload = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    assertThat(
            published.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), payload))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void takesWhatItSigned() {
    assertThat(isTaken(ID, TIMESTAMP, signature, BODY)).isTrue();
    assertThat(isTaken(ID, TIMESTAMP, "v1,AAAA v1a,BBBB " + signature, BODY)).isTrue();
    assertThat(isTaken(ID, TIMESTAMP, secret("b").sign(ID, NOW, BODY) + " " + signature, BODY))
        .isTrue();
  }

  @Test
  void refusesEverythingElse() {
    byte[] other = "{\"type\":\"user.deleted\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(isTaken("msg_2", TIMESTAMP, signature, BODY)).isFalse();
    assertThat(isTaken(ID, TIMESTAMP, signature, other)).isFalse();
    assertThat(isTaken(ID, Long.toString(NOW.getEpochSecond() + 1), signature, BODY)).isFalse();
    assertThat(isTaken(ID, TIMESTAMP, secret("b").sign(ID, NOW, BODY), BODY)).isFalse();
    String bare = signature.substring(3);
    for (String odd :
        List.of(
            "", " ", bare, "v1" + bare, "v2," + bare, "v1, " + bare, "v1,", "v1,*", "V1," + bare)) {
      assertThat(isTaken(ID, TIMESTAMP, odd, BODY)).as(odd).isFalse();
    }
    assertThat(isTaken(ID, TIMESTAMP, "v1,AAAA ".repeat(16) + signature, BODY)).isFalse();
    for (String odd : List.of("", "abc", "-1", "1e9", TIMESTAMP + " ", "9".repeat(30), "٣")) {
      assertThat(isTaken(ID, odd, signature, BODY)).as(odd).isFalse();
    }
    assertThat(isTaken("", TIMESTAMP, secret.sign("", NOW, BODY), BODY)).isFalse();
  }

  /** Else {@code a.b} at 1 and {@code a} at b.1 would be one text. */
  @Test
  void anIdHasNoDot() {
    assertThat(isTaken("msg.1", TIMESTAMP, secret.sign("msg.1", NOW, BODY), BODY)).isFalse();
  }

  @Test
  void takesMessagesOfNowAlone() {
    Duration tolerance = WebhookSecret.TOLERANCE;
    for (Duration off : List.of(tolerance, tolerance.negated(), Duration.ZERO)) {
      assertThat(secret.hasSigned(ID, TIMESTAMP, signature, BODY, NOW.plus(off))).isTrue();
    }
    Duration beyond = tolerance.plusSeconds(1);
    for (Duration off : List.of(beyond, beyond.negated(), Duration.ofDays(400))) {
      assertThat(secret.hasSigned(ID, TIMESTAMP, signature, BODY, NOW.plus(off))).isFalse();
    }
  }

  @Property(tries = 100)
  void anyBodyIsSignedByteForByte(@ForAll @Size(max = 50) byte[] body, @ForAll byte change) {
    String signed = secret.sign(ID, NOW, body);
    assertThat(isTaken(ID, TIMESTAMP, signed, body)).isTrue();
    if (body.length > 0 && change != 0) {
      byte[] other = body.clone();
      other[body.length / 2] ^= change;
      assertThat(isTaken(ID, TIMESTAMP, signed, other)).isFalse();
    }
  }

  @Test
  void aSecretIsLongEnoughAndPrintsNothing() {
    String good = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);
    assertThat(WebhookSecret.parse(good)).hasToString("[REDACTED]");
    String tooShort = "whsec_" + Base64.getEncoder().encodeToString(new byte[23]);
    String tooLong = "whsec_" + Base64.getEncoder().encodeToString(new byte[65]);
    for (String odd : List.of("", "whsec_", "whsec_***", good.substring(6), tooShort, tooLong)) {
      assertThatThrownBy(() -> WebhookSecret.parse(odd))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("must be whsec_ and base64 of 24 to 64 bytes");
    }
  }
}
