package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.app.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients read and write a few keys of one environment at once, on condition and without,
 * alone and several together, and lose their patience now and then. What they saw has to be what
 * one client after the other could have seen.
 */
@Timeout(value = 1_800, unit = TimeUnit.SECONDS)
class LinearizableSecretsTest {
  private static final int CLIENTS = 8;
  private static final List<String> KEYS = List.of("A", "B", "C");
  private static final long SEED = 20_261_129;

  @TempDir private Path dataDir;

  @Test
  void fiveThousandOperations() throws Exception {
    judge(5_000);
  }

  @Test
  @Tag("full")
  void aHundredThousandOperations() throws Exception {
    judge(100_000);
  }

  private void judge(int operations) throws Exception {
    Path plans =
        Files.writeString(
            dataDir.resolve("plans.yml"),
            """
            currency: usd
            plans:
              - id: unbounded
                name: Unbounded
                base_minor: 0
                limits: {requests_per_hour: 1000000000}
                allowances: {}
            """);
    Installation installation = Installation.in(dataDir, "process").with("plans", plans.toString());
    try (RunningServer server = installation.startHere()) {
      String url = "http://127.0.0.1:" + server.port();
      Tenant ada = Tenant.register(url, "ada@example.com");
      ada.api().post(ada.path("projects"), Map.of("name", "shop"));
      ada.api().post(ada.path("projects/shop/envs"), Map.of("name", "prod"));
      SecretsUnderTest secrets =
          new SecretsUnderTest(
              url + ada.path("projects/shop/envs/prod/secrets"), lastingKey(ada), KEYS);
      List<SecretClient.Seen> seen = hammer(secrets, operations);
      assertThat(anomalies(ada, seen)).isEmpty();
      assertThat(seen).hasSizeGreaterThanOrEqualTo(operations);
      assertThat(seen.stream().filter(SecretClient.Seen::lost).count())
          .as("operations whose outcome nobody heard of")
          .isGreaterThan(operations / 1_000);
    }
  }

  /** A session's token would end before the work does. */
  private static String lastingKey(Tenant ada) throws Exception {
    String org = ada.api().get(ada.path("")).path("id").asText();
    return ada.api()
        .post("/api/v1/me/api-keys", Map.of("name", "hammer", "org", org))
        .path("token")
        .asText();
  }

  private static List<SecretClient.Seen> hammer(SecretsUnderTest secrets, int operations)
      throws Exception {
    ExecutorService hands = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<List<SecretClient.Seen>>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        SecretClient client = new SecretClient(secrets, i, SEED + i);
        clients.add(hands.submit(() -> client.work(operations / CLIENTS + 1)));
      }
      List<SecretClient.Seen> seen = new ArrayList<>();
      for (Future<List<SecretClient.Seen>> each : clients) {
        seen.addAll(each.get());
      }
      // What was given up may still be under way.
      TimeUnit.SECONDS.sleep(2);
      return seen;
    } finally {
      hands.shutdownNow();
    }
  }

  private static List<String> anomalies(Tenant ada, List<SecretClient.Seen> seen) throws Exception {
    List<String> anomalies = new ArrayList<>();
    for (String key : KEYS) {
      Written written = writtenTo(ada, key);
      SecretHistory history = new SecretHistory();
      seen.stream()
          .filter(each -> each.key().equals(key))
          .forEach(each -> each.judge(written, history, anomalies));
      anomalies.addAll(history.anomalies(written.newest()));
      anomalies.addAll(written.nobodys(seen, key));
    }
    anomalies.addAll(SecretClient.halves(seen, KEYS, key -> writtenTo(ada, key)));
    return anomalies;
  }

  /**
   * All versions of a key.
   *
   * @param values by version; none for one that deleted the key
   * @param versions by value
   */
  record Written(Map<Long, String> values, Map<String, Long> versions, long newest) {
    boolean hasValue(long version) {
      return values.containsKey(version);
    }

    /** The version that has this value; 0 for none. */
    long versionOf(String value) {
      return versions.getOrDefault(value, 0L);
    }

    /** Versions that nobody asked for, and values that came in twice. */
    List<String> nobodys(List<SecretClient.Seen> seen, String key) {
      List<String> found = new ArrayList<>();
      Set<String> asked =
          seen.stream()
              .filter(each -> each.key().equals(key))
              .map(SecretClient.Seen::value)
              .collect(Collectors.toSet());
      values.forEach(
          (version, value) -> {
            if (!asked.contains(value)) {
              found.add(key + "@" + version + " is nobody's");
            }
            if (versionOf(value) != version) {
              found.add(key + "@" + version + " was written twice");
            }
          });
      return found;
    }
  }

  private static Written writtenTo(Tenant ada, String key) throws Exception {
    Map<Long, String> values = new TreeMap<>();
    Map<String, Long> versions = new HashMap<>();
    long newest = 0;
    String path = ada.path("projects/shop/envs/prod/secrets/" + key);
    String cursor = "";
    do {
      JsonNode page =
          ada.api()
              .get(path + "/history?limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      for (JsonNode each : page.path("items")) {
        long version = each.path("version").asLong();
        newest = Math.max(newest, version);
        if (each.path("change").asText().equals("set")) {
          values.put(version, each.path("note").asText());
          versions.put(each.path("note").asText(), version);
        }
      }
      cursor = page.path("next_cursor").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));
    return new Written(values, versions, newest);
  }
}
