package dev.cofferdam.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.app.demo.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a run costs, seen from outside. */
final class RunBench {
  private static final int LINES = 60;

  private final ApiClient api;
  private final String pipelines;

  private RunBench(ApiClient api, String pipelines) {
    this.api = api;
    this.pipelines = pipelines;
  }

  /** Registers a user of its own to measure with. */
  static RunBench against(String base) throws IOException, InterruptedException {
    ApiClient api = new ApiClient(base);
    JsonNode answer =
        api.post(
            "/api/v1/auth/register",
            Map.of(
                "email",
                "bench." + UUID.randomUUID() + "@example.com",
                "password",
                UUID.randomUUID().toString(),
                "name",
                "Bench"));
    api.authenticate(answer.path("access_token").asText());
    return new RunBench(
        api, "/api/v1/orgs/" + answer.path("org").path("slug").asText() + "/pipelines");
  }

  /** What runs of one {@code echo} cost. */
  record Runs(Sample accepted, Sample startCall, Sample whole) {}

  Runs measure(int rounds) throws IOException, InterruptedException {
    Runs runs = new Runs(new Sample(), new Sample(), new Sample());
    for (int i = 0; i < rounds; i++) {
      long began = System.nanoTime();
      String id = create("echo hi");
      runs.accepted().addSince(began);
      api.follow(pipelines + "/" + id + "/logs", (event, data) -> {});
      runs.whole().addSince(began);
      JsonNode run = api.get(pipelines + "/" + id);
      if (!run.path("status").asText().equals("succeeded")) {
        throw new IOException("a bench run did not succeed: " + run);
      }
      runs.startCall()
          .add(
              Duration.between(instant(run, "queued_at"), instant(run, "start_call_at")).toNanos()
                  / 1e6);
    }
    return runs;
  }

  /** How long a line takes from the command's {@code echo} to who follows the log. */
  Sample measureLogLatency() throws IOException, InterruptedException {
    String id =
        create("i=0; while [ $i -lt " + LINES + " ]; do date +@%s%3N; sleep 0.1; i=$((i+1)); done");
    Sample sample = new Sample();
    api.follow(
        pipelines + "/" + id + "/logs",
        (event, data) -> {
          long now = System.currentTimeMillis();
          data.path("text")
              .asText()
              .lines()
              .filter(line -> line.startsWith("@"))
              .forEach(line -> sample.add((double) (now - Long.parseLong(line.substring(1)))));
        });
    return sample;
  }

  private String create(String command) throws IOException, InterruptedException {
    return api.post(pipelines, Map.of("commands", List.of(command), "network", "none"))
        .path("id")
        .asText();
  }

  private static Instant instant(JsonNode run, String field) {
    return Instant.parse(run.path(field).asText());
  }
}
