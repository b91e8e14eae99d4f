package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.app.demo.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that read and write whatever happens to the server, and know what they must see. Answers
 * that don't come, because it was killed, are no failures; answers that say something wrong are.
 */
final class FireClients {
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ObjectMapper json = new ObjectMapper();
  private final Tenant tenant;
  private final int environments;
  private final int keys;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final Map<String, Written> written = new ConcurrentHashMap<>();
  private volatile String url = "";
  private volatile boolean stopped;

  /**
   * @param acknowledged the last value that the server said it has
   * @param tried the last value that it may have
   */
  private record Written(int acknowledged, int tried) {}

  FireClients(Tenant tenant, int environments, int keys) {
    this.tenant = tenant;
    this.environments = environments;
    this.keys = keys;
  }

  static String valueOf(int environment, int key) {
    return "value-" + environment + "-" + key;
  }

  void serveFrom(String at) {
    url = at;
  }

  void serverIsGone() {
    url = "";
  }

  void stop() {
    stopped = true;
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  int reads() {
    return reads.get();
  }

  void read() {
    while (!stopped) {
      int e = ThreadLocalRandom.current().nextInt(environments);
      int k = ThreadLocalRandom.current().nextInt(keys);
      String path = "projects/shop/envs/e" + e + "/secrets/K" + k;
      value(path)
          .filter(value -> !value.equals(valueOf(e, k)))
          .ifPresent(wrong -> failures.add(path + " is " + wrong));
    }
  }

  void write(String key) {
    String path = "projects/shop/envs/e0/secrets/" + key;
    int next = 0;
    while (!stopped) {
      next++;
      Written before = written.getOrDefault(key, new Written(0, 0));
      written.put(key, new Written(before.acknowledged(), next));
      String body = "{\"value\":\"" + next + "\"}";
      if (send(path, body).isPresent()) {
        written.put(key, new Written(next, next));
        requireAtLeast(key, path);
      }
    }
  }

  private void requireAtLeast(String key, String path) {
    Written known = written.get(key);
    value(path)
        .map(Integer::parseInt)
        .filter(value -> value < known.acknowledged() || value > known.tried())
        .ifPresent(wrong -> failures.add(path + " is " + wrong + ", not of " + known));
  }

  /** Empty when there was no answer. */
  private Optional<String> value(String path) {
    Optional<JsonNode> answer = send(path, "");
    answer.ifPresent(any -> reads.incrementAndGet());
    return answer.map(secret -> secret.path("value").asText());
  }

  private Optional<JsonNode> send(String path, String body) {
    String at = url;
    if (at.isEmpty()) {
      pause();
      return Optional.empty();
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(at + tenant.path(path)))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + tenant.token());
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        failures.add(path + " answered " + answer.statusCode() + ": " + answer.body());
        return Optional.empty();
      }
      return Optional.of(json.readTree(answer.body()));
    } catch (IOException killed) {
      if (at.equals(url)) {
        failures.add(path + " had no answer: " + killed);
      }
      pause();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
      return Optional.empty();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void assertNothingLost(ApiClient api) throws IOException, InterruptedException {
    api.authenticate(tenant.token());
    for (Map.Entry<String, Written> each : written.entrySet()) {
      String path = tenant.path("projects/shop/envs/e0/secrets/" + each.getKey());
      assertThat(Integer.parseInt(api.get(path).path("value").asText()))
          .as(each.getKey())
          .isBetween(each.getValue().acknowledged(), each.getValue().tried());
    }
  }
}
