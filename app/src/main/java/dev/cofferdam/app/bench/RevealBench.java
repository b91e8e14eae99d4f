package dev.cofferdam.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.app.demo.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What an audited read of a secret costs against the plan list, which is a constant of the same
 * server: both pass the same filters, but for the credential that the plan list doesn't ask for.
 */
final class RevealBench {
  private static final int CONNECTIONS = 16;
  private static final int WARMUP_CONNECTIONS = 8;
  private static final Duration WARMUP = Duration.ofSeconds(10);
  private static final int WARMUP_ROUNDS = 2;
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final int ROUNDS = 5;

  private final HttpLoad constant;
  private final HttpLoad reveal;

  private RevealBench(HttpLoad constant, HttpLoad reveal) {
    this.constant = constant;
    this.reveal = reveal;
  }

  /** Registers a user of its own, with a secret to read. */
  static RevealBench against(int port) throws IOException, InterruptedException {
    ApiClient api = new ApiClient("http://127.0.0.1:" + port);
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
    String token = answer.path("access_token").asText();
    api.authenticate(token);
    String org = "/api/v1/orgs/" + answer.path("org").path("id").asText();
    api.post(org + "/projects", Map.of("name", "bench"));
    api.post(org + "/projects/bench/envs", Map.of("name", "prod"));
    String environment = org + "/projects/bench/envs/prod";
    api.postText(environment + "/import", "API_KEY=" + UUID.randomUUID() + "\n");
    return new RevealBench(
        new HttpLoad(port, "/api/v1/plans", Optional.empty()),
        new HttpLoad(port, environment + "/secrets/API_KEY", Optional.of(token)));
  }

  /**
   * Both in one run.
   *
   * @param ratio of the reveals to the constants a second, of each round
   */
  record Reads(Sample ratio, Sample reveals, Sample constants, Sample latencies) {}

  /** Warms both up, and then measures them in turns. */
  Reads measure() throws IOException, InterruptedException {
    for (int i = 0; i < WARMUP_ROUNDS; i++) {
      constant.run(WARMUP_CONNECTIONS, WARMUP);
      reveal.run(WARMUP_CONNECTIONS, WARMUP);
    }
    Reads reads = new Reads(new Sample(), new Sample(), new Sample(), new Sample());
    for (int i = 0; i < ROUNDS; i++) {
      double constants = constant.run(CONNECTIONS, TIME).perSecond();
      HttpLoad.Answers reveals = reveal.run(CONNECTIONS, TIME);
      reads.constants().add(constants);
      reads.reveals().add(reveals.perSecond());
      reads.ratio().add(reveals.perSecond() / constants);
      reads.latencies().addAll(reveals.latencies());
    }
    return reads;
  }
}
