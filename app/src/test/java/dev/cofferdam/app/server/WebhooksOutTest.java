package dev.cofferdam.app.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cofferdam.app.RunningServer;
import dev.cofferdam.domain.events.WebhookSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events of a whole server reach somebody else's, and wait for nobody who is slow. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class WebhooksOutTest {
  private static final long PATIENCE_S = 60;

  @TempDir private Path dataDir;

  private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  private final AtomicInteger flaky = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer receiver;

  /** A message that was taken. */
  private record Got(String id, String timestamp, String signature, String body) {
    boolean isSignedWith(String secret) {
      return WebhookSecret.parse(secret)
          .hasSigned(id, timestamp, signature, body.getBytes(UTF_8), Instant.now());
    }

    JsonNode json() throws IOException {
      return JsonMapper.builder().build().readTree(body);
    }
  }

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    receiver.setExecutor(threads);
    receiver.createContext("/good", exchange -> take(exchange, 200));
    receiver.createContext(
        "/flaky",
        exchange -> {
          if (flaky.getAndIncrement() == 0) {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
          } else {
            take(exchange, 204);
          }
        });
    receiver.createContext("/slow", WebhooksOutTest::sleep);
    receiver.start();
  }

  @AfterEach
  void hangUp() {
    receiver.stop(0);
    threads.shutdownNow();
  }

  private void take(HttpExchange exchange, int status) throws IOException {
    got.add(
        new Got(
            exchange.getRequestHeaders().getFirst("webhook-id"),
            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
            exchange.getRequestHeaders().getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static void sleep(HttpExchange exchange) {
    try {
      TimeUnit.SECONDS.sleep(PATIENCE_S);
    } catch (InterruptedException stopped) {
      exchange.close();
    }
  }

  @Test
  void reachesReceiversWhateverOthersDo() throws Exception {
    String host = "127.0.0.1:" + receiver.getAddress().getPort();
    Installation installation = Installation.in(dataDir, "process").with("webhooks.open", host);
    try (RunningServer server = installation.startHere()) {
      Tenant ada = Tenant.verified("http://127.0.0.1:" + server.port(), "ada@example.com", dataDir);
      for (int i = 0; i < 5; i++) {
        endpoint(ada, host, "/slow", "invitation.*");
      }
      JsonNode good = endpoint(ada, host, "/good", "invitation.*");
      for (int i = 0; i < 3; i++) {
        invite(ada, "p" + i + "@example.com");
      }
      for (int i = 0; i < 3; i++) {
        Got message = got.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        assertThat(message.isSignedWith(good.path("secret").asText())).isTrue();
        assertThat(message.json().path("type").asText()).isEqualTo("invitation.created");
        assertThat(message.body()).doesNotContain("@example.com");
      }
      JsonNode flakyOne = endpoint(ada, host, "/flaky", "invitation.*");
      JsonNode test =
          ada.api()
              .post(
                  ada.path("webhook-endpoints/" + flakyOne.path("id").asText() + "/test"),
                  Map.of());
      Got again = got.poll(PATIENCE_S, TimeUnit.SECONDS);
      assertThat(again).as("sent again after 5 seconds").isNotNull();
      assertThat(again.id()).isEqualTo(test.path("event").asText());
      assertThat(again.isSignedWith(flakyOne.path("secret").asText())).isTrue();
      String log = "webhook-endpoints/" + flakyOne.path("id").asText() + "/deliveries";
      awaitDelivered(ada, log);
      assertThat(ada.api().get(ada.path(log)).at("/items/0/attempts").asInt()).isEqualTo(2);
      for (String bad :
          List.of("https://127.0.0.1/", "https://169.254.169.254/", "http://" + host + "1/")) {
        assertThatThrownBy(() -> ada.api().post(ada.path("webhook-endpoints"), Map.of("url", bad)))
            .hasMessageContaining("url");
      }
    }
  }

  private static void awaitDelivered(Tenant ada, String log) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!ada.api().get(ada.path(log)).at("/items/0/status").asText().equals("delivered")) {
      assertThat(System.nanoTime()).as("written down in time").isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private static JsonNode endpoint(Tenant who, String host, String path, String types)
      throws Exception {
    return who.api()
        .post(
            who.path("webhook-endpoints"),
            Map.of("url", "http://" + host + path, "types", List.of(types)));
  }

  private static void invite(Tenant who, String email) throws Exception {
    who.api().post(who.path("invitations"), Map.of("email", email, "role", "member"));
  }
}
