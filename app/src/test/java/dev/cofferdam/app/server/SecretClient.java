package dev.cofferdam.app.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.app.server.LinearizableSecretsTest.Written;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongPredicate;

/** One client that works at random. The note of what it writes is the value, so that it is told. */
final class SecretClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_DROPPED = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final SecretsUnderTest secrets;
  private final int number;
  private final Random random;
  private final Map<String, Long> known = new HashMap<>();
  private final List<Seen> seen = new ArrayList<>();
  private int dropped;
  private int writes;

  SecretClient(SecretsUnderTest secrets, int number, long seed) {
    this.secrets = secrets;
    this.number = number;
    this.random = new Random(seed);
  }

  /** What a client asked for. */
  enum Kind {
    PUT,
    DELETE,
    GET,
    BATCH
  }

  /**
   * What one operation did to one key, as far as the client knows.
   *
   * @param expected the version that the key had to be at; 0 for none, -1 for any
   * @param value that it wrote; empty where it wrote none
   * @param status of the answer; 0 where there was none
   * @param version that the answer told; 0 for none
   */
  record Seen(
      Kind kind,
      String key,
      long expected,
      String value,
      int status,
      long version,
      String read,
      long start,
      long end) {
    boolean lost() {
      return status == 0;
    }

    private String what() {
      return kind + " " + key + " expecting " + expected + ", answer " + status + "@" + version;
    }

    /** Adds what follows from this to the history, and what can't be to the anomalies. */
    void judge(Written written, SecretHistory history, List<String> anomalies) {
      switch (kind) {
        case GET -> judgeRead(written, history, anomalies);
        case DELETE -> judgeDeletion(written, history, anomalies);
        case PUT, BATCH -> judgeWrite(written, history, anomalies);
      }
    }

    private void judgeRead(Written written, SecretHistory history, List<String> anomalies) {
      if (status == 200) {
        if (!read.equals(written.values().get(version))) {
          anomalies.add(what() + " read " + read);
        }
        add(history, false, at -> at == version);
      } else if (status == 404) {
        add(history, false, at -> !written.hasValue(at));
      } else if (status != 0) {
        anomalies.add(what());
      }
    }

    private void judgeDeletion(Written written, SecretHistory history, List<String> anomalies) {
      if (status == 204) {
        if (written.hasValue(expected + 1) || !written.hasValue(expected)) {
          anomalies.add(what() + " did not delete");
        }
        add(history, true, at -> at == expected + 1);
      } else if (status == 412 || status == 404) {
        add(history, false, at -> !written.hasValue(at) || at != expected);
      } else if (status != 0) {
        anomalies.add(what());
      }
    }

    private void judgeWrite(Written written, SecretHistory history, List<String> anomalies) {
      long made = written.versionOf(value);
      if (status == 412) {
        if (made != 0) {
          anomalies.add(what() + " was written all the same");
        }
        if (kind == Kind.PUT) {
          add(
              history,
              false,
              at -> expected == 0 ? written.hasValue(at) : !written.hasValue(at) || at != expected);
        }
        return;
      }
      if (status != 0 && (status / 100 != 2 || made != version)) {
        anomalies.add(what() + " but is " + made);
      }
      if (made != 0) {
        long before = written.hasValue(made - 1) ? made - 1 : 0;
        if (expected >= 0 && expected != before) {
          anomalies.add(what() + " followed " + before);
        }
        add(history, true, at -> at == made);
      }
    }

    private void add(SecretHistory history, boolean isWrite, LongPredicate possible) {
      history.add(
          new SecretHistory.Operation(
              what(), start, lost() ? SecretHistory.NEVER : end, isWrite, possible));
    }
  }

  /** Finds batches that were written to some of their keys and not to others. */
  static List<String> halves(List<Seen> seen, List<String> keys, Lookup lookup) throws Exception {
    Map<String, Written> written = new HashMap<>();
    for (String key : keys) {
      written.put(key, lookup.written(key));
    }
    Map<String, Boolean> whole = new HashMap<>();
    List<String> anomalies = new ArrayList<>();
    for (Seen each : seen) {
      if (each.kind() == Kind.BATCH) {
        String batch = each.value().substring(0, each.value().indexOf('/'));
        boolean there = written.get(each.key()).versionOf(each.value()) != 0;
        Boolean others = whole.putIfAbsent(batch, there);
        if (others != null && others != there) {
          anomalies.add("batch " + batch + " was written in part");
        }
      }
    }
    return anomalies;
  }

  /** Finds out what was written to a key. */
  interface Lookup {
    Written written(String key) throws Exception;
  }

  List<Seen> work(int operations) throws IOException, InterruptedException {
    for (int i = 0; i < operations; i++) {
      String key = secrets.keys().get(random.nextInt(secrets.keys().size()));
      int dice = random.nextInt(100);
      if (dice < 40) {
        get(key);
      } else if (dice < 75) {
        put(key);
      } else if (dice < 87) {
        delete(key);
      } else {
        batch();
      }
    }
    return seen;
  }

  private void get(String key) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Reply reply = send(key, "GET", "", Map.of());
    long end = System.nanoTime();
    String value = reply.status() == 200 ? reply.json().path("value").asText() : "";
    learn(key, reply);
    seen.add(new Seen(Kind.GET, key, -1, "", reply.status(), reply.version(), value, start, end));
  }

  private void put(String key) throws IOException, InterruptedException {
    String value = nextValue() + "/" + key;
    long expected =
        switch (random.nextInt(3)) {
          case 0 -> -1;
          case 1 -> 0;
          default -> Math.max(1, known.getOrDefault(key, 1L));
        };
    Map<String, String> headers =
        expected < 0
            ? Map.of()
            : expected == 0
                ? Map.of("If-None-Match", "*")
                : Map.of("If-Match", "\"" + expected + "\"");
    long start = System.nanoTime();
    Reply reply = send(key, "PUT", bodyOf(value), headers);
    long end = System.nanoTime();
    learn(key, reply);
    seen.add(
        new Seen(Kind.PUT, key, expected, value, reply.status(), reply.version(), "", start, end));
  }

  private void delete(String key) throws IOException, InterruptedException {
    long expected = Math.max(1, known.getOrDefault(key, 1L));
    long start = System.nanoTime();
    Reply reply = send(key, "DELETE", "", Map.of("If-Match", "\"" + expected + "\""));
    long end = System.nanoTime();
    seen.add(new Seen(Kind.DELETE, key, expected, "", reply.status(), 0, "", start, end));
  }

  private void batch() throws IOException, InterruptedException {
    String batch = nextValue();
    Map<String, Object> set = new HashMap<>();
    Map<String, Long> expected = new HashMap<>();
    for (String key : secrets.keys()) {
      String value = batch + "/" + key;
      Map<String, Object> setting = new HashMap<>(Map.of("value", value, "note", value));
      expected.put(key, random.nextInt(4) == 0 ? known.getOrDefault(key, 0L) : -1L);
      if (expected.get(key) >= 0) {
        setting.put("expect", expected.get(key));
      }
      set.put(key, setting);
    }
    long start = System.nanoTime();
    Reply reply = send("", "PATCH", JSON.writeValueAsString(Map.of("set", set)), Map.of());
    long end = System.nanoTime();
    Map<String, Long> versions = new HashMap<>();
    if (reply.status() == 200) {
      reply
          .json()
          .path("changed")
          .forEach(each -> versions.put(each.path("key").asText(), each.path("version").asLong()));
    }
    for (String key : secrets.keys()) {
      long version = versions.getOrDefault(key, 0L);
      if (version > 0) {
        known.put(key, version);
      }
      seen.add(
          new Seen(
              Kind.BATCH,
              key,
              expected.get(key),
              batch + "/" + key,
              reply.status(),
              version,
              "",
              start,
              end));
    }
  }

  private String nextValue() {
    return "client " + number + " write " + ++writes;
  }

  private static String bodyOf(String value) throws IOException {
    return JSON.writeValueAsString(Map.of("value", value, "note", value));
  }

  private void learn(String key, Reply reply) {
    if (reply.version() > 0) {
      known.put(key, reply.version());
    }
  }

  /**
   * @param status 0 where the client lost its patience, or its connection
   */
  private record Reply(int status, JsonNode json) {
    long version() {
      return json.path("version").asLong();
    }
  }

  /** Some requests are given up before the answer can be there. */
  private Reply send(String key, String method, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    Duration patience =
        random.nextInt(25) == 0 ? Duration.ofMillis(1 + random.nextInt(6)) : PATIENCE;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(secrets.url() + (key.isEmpty() ? "" : "/" + key)))
            .timeout(patience)
            .header("Authorization", "Bearer " + secrets.token())
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(
                        body.getBytes(StandardCharsets.UTF_8)));
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      JsonNode json =
          answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
      // A refusal tells of versions in words alone.
      return new Reply(
          answer.statusCode(), answer.statusCode() / 100 == 2 ? json : JSON.createObjectNode());
    } catch (IOException lost) {
      // The JDK's client closes a connection of a request that it gave up, and may have handed it
      // to
      // the next one by then. What became of that one is not known either.
      if (patience.equals(PATIENCE) && ++dropped > MOST_DROPPED) {
        throw lost;
      }
      return new Reply(0, JSON.createObjectNode());
    }
  }
}
