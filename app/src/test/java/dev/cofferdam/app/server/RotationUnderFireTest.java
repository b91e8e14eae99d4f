package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.app.demo.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An org's key is rotated while the server is killed, and eight clients read and write. */
@Tag("full")
@Timeout(value = 900, unit = TimeUnit.SECONDS)
class RotationUnderFireTest {
  private static final int KILLS = 10;
  private static final int ENVIRONMENTS = 20;
  private static final int KEYS = 200;

  @TempDir private Path dataDir;

  private final Random random = new Random(20_261_129);

  @Test
  void losesNoWriteAndFailsNoReadAndLeavesNothingUnderTheOldKey() throws Exception {
    Installation installation =
        Installation.in(dataDir, "process").with("plans", unboundedPlan().toString());
    ServerInAnotherJvm server = ServerInAnotherJvm.start(installation);
    Tenant ada = Tenant.register(server.url(), "ada@example.com");
    seed(ada);
    FireClients clients = new FireClients(ada, ENVIRONMENTS, KEYS);
    clients.serveFrom(server.url());
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String key = "WRITER_" + i;
        running.add(threads.submit(() -> clients.read()));
        running.add(threads.submit(() -> clients.write(key)));
      }
      String rotation = rotate(ada.at(server.url()));
      for (int kill = 0; kill < KILLS; kill++) {
        Thread.sleep(200 + random.nextInt(4_000));
        clients.serverIsGone();
        server.kill();
        server = ServerInAnotherJvm.start(installation);
        clients.serveFrom(server.url());
        if (isDone(ada.at(server.url()), rotation)) {
          rotation = rotate(ada.at(server.url()));
        }
      }
      awaitDone(ada.at(server.url()), rotation);
      clients.stop();
      for (Future<?> each : running) {
        each.get(60, TimeUnit.SECONDS);
      }
      assertThat(clients.failures()).isEmpty();
      // That they looked at all: how often they could depends on the machine.
      assertThat(clients.reads()).isGreaterThan(100);
      clients.assertNothingLost(new ApiClient(server.url()));
      assertOneKeyLeft(ada.at(server.url()));
      assertProven(ada.at(server.url()));
    } finally {
      threads.shutdownNow();
      server.close();
    }
  }

  private Path unboundedPlan() throws IOException {
    String plan =
        """
        currency: usd
        plans:
          - id: unbounded
            name: Unbounded
            base_minor: 0
            limits: {}
            allowances: {}
        """;
    return Files.writeString(dataDir.resolve("plans.yml"), plan);
  }

  private static void seed(Tenant ada) throws Exception {
    ada.api().post(ada.path("projects"), Map.of("name", "shop"));
    for (int e = 0; e < ENVIRONMENTS; e++) {
      String path = ada.path("projects/shop/envs");
      ada.api().post(path, Map.of("name", "e" + e));
      StringBuilder lines = new StringBuilder();
      for (int k = 0; k < KEYS; k++) {
        lines.append("K").append(k).append("=").append(FireClients.valueOf(e, k)).append('\n');
      }
      ada.api().postText(path + "/e" + e + "/import", lines.toString());
    }
  }

  private static String rotate(Tenant ada) throws IOException, InterruptedException {
    return ada.api().post(ada.path("keys/rotate"), Map.of()).path("id").asText();
  }

  private static boolean isDone(Tenant ada, String rotation)
      throws IOException, InterruptedException {
    JsonNode shown = ada.api().get(ada.path("keys/rotations/" + rotation));
    return shown.path("status").asText().equals("done");
  }

  private static void awaitDone(Tenant ada, String rotation)
      throws IOException, InterruptedException {
    while (!isDone(ada, rotation)) {
      Thread.sleep(200);
    }
  }

  private static void assertProven(Tenant ada) throws IOException, InterruptedException {
    JsonNode verified = ada.api().get(ada.path("audit/verify"));
    assertThat(verified.path("ok").asBoolean()).isTrue();
    assertThat(verified.path("secrets").path("opened").asInt())
        .isGreaterThanOrEqualTo(ENVIRONMENTS * KEYS);
  }

  private static void assertOneKeyLeft(Tenant ada) throws IOException, InterruptedException {
    JsonNode keys = ada.api().get(ada.path("keys")).path("items");
    assertThat(keys.size()).isGreaterThan(1);
    assertThat(keys.path(0).path("status").asText()).isEqualTo("primary");
    assertThat(keys.path(0).path("values").asInt()).isGreaterThanOrEqualTo(ENVIRONMENTS * KEYS);
    for (int i = 1; i < keys.size(); i++) {
      assertThat(keys.path(i).path("status").asText()).isEqualTo("retired");
      assertThat(keys.path(i).path("values").asInt()).isZero();
    }
  }
}
