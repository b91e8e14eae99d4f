package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.app.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * 100,000 values are sealed anew while eight clients read. What it takes on a quiet machine is in
 * docs/performance.md; the bounds here leave room for a busy one.
 */
@Tag("full")
@Timeout(value = 900, unit = TimeUnit.SECONDS)
class RotationPaceTest {
  private static final int ENVIRONMENTS = 200;
  private static final int KEYS = 500;
  private static final int READERS = 8;
  private static final Duration WARM = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final double LEAST = 0.6;

  @TempDir private Path dataDir;

  @Test
  void readsGoOnWhileAnOrgOfAHundredThousandValuesIsRotated() throws Exception {
    Path plan =
        Files.writeString(
            dataDir.resolve("plans.yml"),
            """
            currency: usd
            plans:
              - id: unbounded
                name: Unbounded
                base_minor: 0
                limits: {}
                allowances: {}
            """);
    Installation installation = Installation.in(dataDir, "process").with("plans", plan.toString());
    ExecutorService threads = Executors.newCachedThreadPool();
    try (RunningServer server = installation.startHere()) {
      Tenant ada = Tenant.register("http://127.0.0.1:" + server.port(), "ada@example.com");
      seed(ada);
      FireClients clients = new FireClients(ada, ENVIRONMENTS, KEYS);
      clients.serveFrom("http://127.0.0.1:" + server.port());
      List<Future<?>> reading = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        reading.add(threads.submit(clients::read));
      }
      Thread.sleep(WARM.toMillis());
      double before = rate(clients, WARM);

      Instant begun = Instant.now();
      int readBefore = clients.reads();
      String id = ada.api().post(ada.path("keys/rotate"), Map.of()).path("id").asText();
      JsonNode shown = awaitDone(ada, id);
      Duration took = Duration.between(begun, Instant.now());
      double during = (clients.reads() - readBefore) * 1_000.0 / took.toMillis();

      clients.stop();
      for (Future<?> each : reading) {
        each.get(60, TimeUnit.SECONDS);
      }
      System.out.printf(
          "rotated %d values in %.1f s; reads/s before %.0f, during %.0f (%.2f)%n",
          shown.path("done").asInt(), took.toMillis() / 1_000.0, before, during, during / before);
      assertThat(clients.failures()).isEmpty();
      assertThat(shown.path("done").asInt())
          .as("and the key of their fingerprints")
          .isEqualTo(ENVIRONMENTS * KEYS + 1);
      assertThat(took).isLessThan(LONGEST);
      assertThat(during / before).isGreaterThan(LEAST);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void seed(Tenant ada) throws Exception {
    ada.api().post(ada.path("projects"), Map.of("name", "shop"));
    for (int e = 0; e < ENVIRONMENTS; e++) {
      String path = ada.path("projects/shop/envs");
      ada.api().post(path, Map.of("name", "e" + e));
      StringBuilder lines = new StringBuilder();
      for (int k = 0; k < KEYS; k++) {
        lines.append('K').append(k).append('=').append(FireClients.valueOf(e, k)).append('\n');
      }
      ada.api().postText(path + "/e" + e + "/import", lines.toString());
    }
  }

  private static double rate(FireClients clients, Duration over) throws InterruptedException {
    int from = clients.reads();
    Thread.sleep(over.toMillis());
    return (clients.reads() - from) * 1_000.0 / over.toMillis();
  }

  private static JsonNode awaitDone(Tenant ada, String id) throws Exception {
    while (true) {
      JsonNode shown = ada.api().get(ada.path("keys/rotations/" + id));
      if (shown.path("status").asText().equals("done")) {
        return shown;
      }
      Thread.sleep(100);
    }
  }
}
