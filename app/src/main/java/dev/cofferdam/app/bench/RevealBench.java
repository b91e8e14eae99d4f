package dev.cofferdam.app.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

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

  static RevealBench by(BenchTenant tenant) {
    HttpAsker.Request plans = HttpAsker.get("/api/v1/plans", Optional.empty());
    return new RevealBench(
        new HttpLoad(tenant.port(), plans), new HttpLoad(tenant.port(), tenant.reveal()));
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
