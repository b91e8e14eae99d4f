package dev.cofferdam.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What reads and writes of secrets cost, each against this server's constant JSON and against raw
 * PostgreSQL at as many connections, in turns.
 */
final class SecretsBench {
  private static final int ORGS = 8;
  private static final int WARMUP_CONNECTIONS = 8;
  private static final Duration WARMUP = Duration.ofSeconds(8);
  private static final Duration TIME = Duration.ofSeconds(4);
  private static final int ROUNDS = 3;
  private static final int SIXTEEN = 16;
  private static final int[] CONNECTIONS = {1, SIXTEEN, 64};

  private final int port;
  private final PrintStream out;
  private final List<Figure> figures = new ArrayList<>();

  SecretsBench(int port, PrintStream out) {
    this.port = port;
    this.out = out;
  }

  /**
   * What is measured.
   *
   * @param least ratio to the constant at 16 connections
   * @param isWrite whether it is held against raw writes
   */
  private record Kind(String name, HttpLoad load, double least, boolean isWrite) {}

  /**
   * @param folder for raw PostgreSQL
   */
  List<Figure> measure(Path folder) throws Exception {
    List<Kind> kinds = kinds();
    HttpLoad constant = new HttpLoad(port, HttpAsker.get("/api/v1/plans", Optional.empty()));
    try (RawPostgres raw = RawPostgres.start(folder)) {
      out.println("Warming up ...");
      constant.run(WARMUP_CONNECTIONS, WARMUP);
      for (Kind kind : kinds) {
        kind.load().run(WARMUP_CONNECTIONS, WARMUP);
      }
      raw.reads(WARMUP_CONNECTIONS, TIME);
      raw.writes(WARMUP_CONNECTIONS, TIME);
      for (int connections : CONNECTIONS) {
        out.println("Measuring secrets at " + connections + " connections ...");
        measure(kinds, constant, raw, connections);
      }
    }
    return List.copyOf(figures);
  }

  private List<Kind> kinds() throws IOException, InterruptedException {
    List<SecretsTenant> tenants = new ArrayList<>();
    for (int i = 0; i < ORGS; i++) {
      tenants.add(SecretsTenant.register(port));
    }
    SecretsTenant one = tenants.get(0);
    return List.of(
        new Kind("audited read", new HttpLoad(port, one.one()), 0.35, false),
        new Kind("environment of 100, 20 references", new HttpLoad(port, one.all()), 0.12, false),
        new Kind("304 of it", new HttpLoad(port, one.unchanged(port)), 0.5, false),
        new Kind("list of 100 names", new HttpLoad(port, one.names()), 0.1, false),
        new Kind(
            "write, 8 orgs",
            new HttpLoad(port, tenants.stream().map(SecretsTenant::write).toList()),
            0.14,
            true),
        new Kind("write, one environment", new HttpLoad(port, one.write()), 0.05, true));
  }

  private void measure(List<Kind> kinds, HttpLoad constant, RawPostgres raw, int connections)
      throws IOException, InterruptedException {
    Sample constants = new Sample();
    Sample reads = new Sample();
    Sample writes = new Sample();
    List<Sample> rates = new ArrayList<>();
    List<Sample> latencies = new ArrayList<>();
    kinds.forEach(
        kind -> {
          rates.add(new Sample());
          latencies.add(new Sample());
        });
    for (int round = 0; round < ROUNDS; round++) {
      constants.add(constant.run(connections, TIME).perSecond());
      reads.add(raw.reads(connections, TIME));
      writes.add(raw.writes(connections, TIME));
      for (int i = 0; i < kinds.size(); i++) {
        HttpLoad.Answers answers = kinds.get(i).load().run(connections, TIME);
        rates.get(i).add(answers.perSecond());
        latencies.get(i).addAll(answers.latencies());
      }
    }
    for (int i = 0; i < kinds.size(); i++) {
      Kind kind = kinds.get(i);
      double rate = rates.get(i).quantile(0.5);
      double ceiling = constants.quantile(0.5);
      double database = (kind.isWrite() ? writes : reads).quantile(0.5);
      figures.add(
          Figure.atLeast(
              kind.name() + " to constant JSON, " + connections,
              rate / ceiling,
              "x",
              connections == SIXTEEN ? kind.least() : 0,
              ROUNDS,
              String.format(
                  Locale.ROOT,
                  "%,.0f/s (p50 %.1f ms, p99 %.1f ms; %,.0f to %,.0f/s) over %,.0f/s; raw PostgreSQL"
                      + " %,.0f/s, %.2f x",
                  rate,
                  latencies.get(i).quantile(0.5),
                  latencies.get(i).quantile(0.99),
                  rates.get(i).quantile(0),
                  rates.get(i).quantile(1),
                  ceiling,
                  database,
                  rate / database)));
    }
  }
}
