package dev.cofferdam.app.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * What rate limits cost: an audited read at a server whose plan has one, which is never reached,
 * against the same at a server without, one request at a time and in turns.
 */
final class LimitBench {
  private static final Duration WARMUP = Duration.ofSeconds(5);
  private static final Duration TIME = Duration.ofSeconds(2);
  private static final int ROUNDS = 7;

  private final HttpLoad limited;
  private final HttpLoad unlimited;

  LimitBench(BenchTenant limited, BenchTenant unlimited) {
    this.limited = new HttpLoad(limited.port(), limited.reveal());
    this.unlimited = new HttpLoad(unlimited.port(), unlimited.reveal());
  }

  /**
   * Medians of the requests of each round, in milliseconds.
   *
   * @param cost of the limits: the difference between the two
   */
  record Costs(Sample cost, Sample limited, Sample unlimited) {}

  Costs measure() throws IOException, InterruptedException {
    limited.run(1, WARMUP);
    unlimited.run(1, WARMUP);
    Costs costs = new Costs(new Sample(), new Sample(), new Sample());
    for (int i = 0; i < ROUNDS; i++) {
      double with = limited.run(1, TIME).latencies().quantile(0.5);
      double without = unlimited.run(1, TIME).latencies().quantile(0.5);
      costs.limited().add(with);
      costs.unlimited().add(without);
      costs.cost().add(with - without);
    }
    return costs;
  }
}
