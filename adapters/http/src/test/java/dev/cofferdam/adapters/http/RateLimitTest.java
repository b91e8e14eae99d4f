package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests are held to the org's limit, and strangers don't use it up. */
class RateLimitTest {
  private static final int PER_HOUR = 40;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    server.world().limitRequests(OptionalLong.of(PER_HOUR));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void oneCredentialGetsHalfOfWhatItsOrgMay() {
    Client ada = server.newcomer("Ada");
    for (int i = 1; i <= PER_HOUR / 2; i++) {
      Answer answer = ada.get("projects");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("RateLimit-Policy"))
          .contains("\"credential\";q=20;w=3600, \"org\";q=40;w=3600");
      assertThat(answer.header("RateLimit").orElseThrow())
          .startsWith("\"credential\";r=" + (PER_HOUR / 2 - i) + ";t=")
          .contains(", \"org\";r=" + (PER_HOUR - i) + ";t=");
    }
    Answer refused = ada.get("projects");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("/code")).isEqualTo("rate_limited");
    long wait = Long.parseLong(refused.header("Retry-After").orElseThrow());
    assertThat(wait).isBetween(1L, 180L);
    assertThat(refused.header("RateLimit").orElseThrow()).startsWith("\"credential\";r=0;t=");
  }

  @Test
  void signingInAgainGivesNoMoreRequests() {
    Client ada = server.newcomer("Ada");
    for (int i = 1; i <= PER_HOUR / 2; i++) {
      ada.get("projects");
    }
    Answer again =
        ada.post(
            "/api/v1/auth/login",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ada.email(), Client.PASSWORD));
    assertThat(ada.as(again.text("/access_token")).get("projects").status()).isEqualTo(429);
  }

  @Test
  void strangersDoNotUseItUp() {
    Client ada = server.newcomer("Ada");
    Client eve = server.newcomer("Eve");
    for (int i = 0; i < PER_HOUR + 5; i++) {
      Answer answer = server.send(eve.request("/api/v1/orgs/" + ada.org() + "/projects").GET());
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("RateLimit")).isEmpty();
    }
    assertThat(ada.get("projects").status()).isEqualTo(200);
  }
}
