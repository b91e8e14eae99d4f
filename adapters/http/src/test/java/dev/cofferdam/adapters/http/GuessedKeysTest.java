package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.identity.port.InMemoryOpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.domain.metering.RateLimit;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credentials that are refused count against the address that they come from. */
class GuessedKeysTest {
  private static final int PER_HOUR = 20;
  private final InMemoryOpaqueTokens guesses = new InMemoryOpaqueTokens();
  private TestServer server;

  @BeforeEach
  void start() {
    server =
        TestServer.start(
            TestWorld.PACE, Optional.of(new RateLimit("address", PER_HOUR, Duration.ofHours(1))));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoGuessesIsSlowedAndNobodyElse() {
    Client ada = server.newcomer("Ada");
    int refused = 0;
    for (int i = 0; i < PER_HOUR + 5; i++) {
      Answer answer = guess("/api/v1/orgs/" + ada.org() + "/projects", "198.51.100.7");
      if (answer.status() == 401) {
        refused++;
      } else {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text("/code")).isEqualTo("rate_limited");
        assertThat(answer.header("Retry-After")).isPresent();
      }
    }
    assertThat(refused).isEqualTo(PER_HOUR);
    assertThat(guess("/api/v1/projects", "198.51.100.7").status()).isEqualTo(429);
    assertThat(guess("/api/v1/projects", "198.51.100.8").status()).isEqualTo(401);
    assertThat(ada.get("projects", "X-Forwarded-For", "198.51.100.7").status()).isEqualTo(200);
  }

  private Answer guess(String path, String from) {
    return server.send(
        server
            .request(path)
            .header("Authorization", guesses.create(Kind.API_KEY).token())
            .header("X-Forwarded-For", from)
            .GET());
  }
}
