package dev.cofferdam.domain.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
  private static final Instant NOW = Instant.parse("2026-11-29T09:30:00Z");
  private static final byte[] BODY = {1, 2, 3};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "/hook",
        "https:",
        "https:///hook",
        "https://",
        "ftp://example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://user@example.com/",
        "https://user:password@example.com/",
        "https://example.com/#there",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://exa mple.com/",
        "https://exämple.com/",
        "https://0x7f.1/",
        "https://example.com/\n",
        "https://exa_mple.com/"
      })
  void refusesAddressesByName(String text) {
    assertThatThrownBy(() -> WebhookUrl.parse(text))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("invalid_field"))
        .hasMessageContaining("url");
  }

  @Test
  void takesAnAddressAndPrintsWhereItLeadsAlone() {
    WebhookUrl url = WebhookUrl.parse("https://hooks.example:8443/T0/B0/x?y=z");
    assertThat(url.text()).isEqualTo("https://hooks.example:8443/T0/B0/x?y=z");
    assertThat(url).hasToString("https://hooks.example:8443/[REDACTED]");
    assertThat(url.port()).isEqualTo(8443);
    assertThat(WebhookUrl.parse("HTTPS://a.example").port()).isEqualTo(443);
    assertThat(WebhookUrl.parse("http://a.example").port()).isEqualTo(80);
    assertThatThrownBy(() -> WebhookUrl.parse("https://a.example/" + "x".repeat(2_000)))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void signsWithTheSecretBeforeForADay() {
    WebhookSecret first = secret(1);
    WebhookSecret second = secret(2);
    SigningSecrets secrets = SigningSecrets.first(first);
    assertThat(secrets.sign("id", NOW, BODY)).isEqualTo(first.sign("id", NOW, BODY));
    SigningSecrets rotated = secrets.rotated(second, NOW);
    assertThat(rotated.sign("id", NOW, BODY))
        .isEqualTo(second.sign("id", NOW, BODY) + " " + first.sign("id", NOW, BODY));
    Instant later = NOW.plus(Duration.ofHours(24));
    assertThat(rotated.sign("id", later, BODY)).isEqualTo(second.sign("id", later, BODY));
    String both = rotated.sign("id", NOW, BODY);
    assertThat(first.hasSigned("id", "1795944600", both, BODY, NOW)).isTrue();
    assertThat(second.hasSigned("id", "1795944600", both, BODY, NOW)).isTrue();
  }

  @Test
  void revealsASecretAsItIsRead() {
    WebhookSecret secret = secret(3);
    assertThat(secret.reveal()).startsWith("whsec_");
    assertThat(WebhookSecret.parse(secret.reveal()).sign("i", NOW, BODY))
        .isEqualTo(secret.sign("i", NOW, BODY));
    assertThat(secret).hasToString("[REDACTED]");
  }

  @Test
  void triesTenTimesOverThreeDays() {
    List<Duration> pauses = new ArrayList<>();
    for (int attempts = 1; ; attempts++) {
      Optional<Duration> pause = RetrySchedule.pauseAfter(attempts, Optional.empty(), 0);
      if (pause.isEmpty()) {
        break;
      }
      pauses.add(pause.get());
    }
    assertThat(pauses)
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
  }

  @Test
  void spreadsAndHeedsWhatTheReceiverAsks() {
    assertThat(RetrySchedule.pauseAfter(2, Optional.empty(), 1)).contains(Duration.ofSeconds(330));
    assertThat(RetrySchedule.pauseAfter(1, Optional.of(Duration.ofSeconds(90)), 0.5))
        .contains(Duration.ofSeconds(90));
    assertThat(RetrySchedule.pauseAfter(2, Optional.of(Duration.ofSeconds(1)), 0))
        .contains(Duration.ofMinutes(5));
    assertThat(RetrySchedule.pauseAfter(1, Optional.of(Duration.ofDays(300)), 0))
        .contains(Duration.ofHours(24));
    assertThat(RetrySchedule.pauseAfter(10, Optional.of(Duration.ofSeconds(1)), 0)).isEmpty();
  }

  private static WebhookSecret secret(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return WebhookSecret.of(key);
  }
}
