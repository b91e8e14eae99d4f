package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands between the server and the world: proxies, browsers, load balancers. */
class EdgeTest {
  private static final String ORIGIN = "https://app.example.org";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answersThePreflightOfAnAllowedOrigin() {
    Answer answer = preflight(ORIGIN);
    assertThat(answer.status()).isBetween(200, 204);
    assertThat(answer.header("Access-Control-Allow-Origin")).contains(ORIGIN);
    assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow()).contains("PATCH");
    assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow())
        .containsIgnoringCase("Authorization")
        .containsIgnoringCase("Idempotency-Key");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.header("Vary").orElseThrow()).contains("Origin");
  }

  @Test
  void saysNothingToThePagesOfOthers() {
    for (String origin :
        new String[] {
          "https://evil.example", "null", ORIGIN + ".evil.example", "http://app.example.org"
        }) {
      assertThat(preflight(origin).header("Access-Control-Allow-Origin")).as(origin).isEmpty();
      Answer answer = server.send(server.request("/api/v1/plans").header("Origin", origin).GET());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Access-Control-Allow-Origin")).as(origin).isEmpty();
    }
  }

  @Test
  void letsAPageReadRefusalsAndTheirHeaders() {
    Answer answer = server.send(server.request("/api/v1/me").header("Origin", ORIGIN).GET());
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Access-Control-Allow-Origin")).contains(ORIGIN);
    assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow())
        .contains("X-Request-Id", "Retry-After", "ETag");
  }

  @Test
  void writesTheCallersAddressIntoTheTrail() {
    Client ada = server.newcomer("Ada");
    HttpRequest.Builder request =
        ada.request("/api/v1/orgs/" + ada.org() + "/projects")
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", "203.0.113.9, 198.51.100.7, 10.0.0.3")
            .POST(Client.body("{\"name\":\"shop\"}"));
    assertThat(server.send(request).status()).isEqualTo(201);
    assertThat(ada.get("audit").text("/items/0/ip")).isEqualTo("198.51.100.7");
  }

  @Test
  void saysThatAPageIsSafeOnEveryAnswer() {
    for (String path : new String[] {"/api/v1/plans", "/api/v1/me", "/nowhere", "/healthcheck"}) {
      Answer answer = server.send(server.request(path).GET());
      assertThat(answer.header("X-Content-Type-Options")).as(path).contains("nosniff");
      assertThat(answer.header("X-Frame-Options")).as(path).contains("DENY");
      assertThat(answer.header("Content-Security-Policy").orElseThrow())
          .as(path)
          .startsWith("default-src 'none'");
      assertThat(answer.header("Strict-Transport-Security")).as(path).isEmpty();
      assertThat(answer.header("Server")).as(path).isEmpty();
    }
    Answer secure =
        server.send(server.request("/api/v1/plans").header("X-Forwarded-Proto", "https").GET());
    assertThat(secure.header("Strict-Transport-Security")).isPresent();
  }

  @Test
  void tellsALoadBalancerThatItIsWell() {
    Answer answer = server.send(server.request("/healthcheck").GET());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"healthy\":true}");
  }

  /** Asks as a browser does; preflights are the Fetch standard's and in no document of ours. */
  private static Answer preflight(String origin) {
    HttpRequest request =
        server
            .request("/api/v1/orgs")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,idempotency-key")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return Answer.of(
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
