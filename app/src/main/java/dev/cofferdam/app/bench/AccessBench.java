package dev.cofferdam.app.bench;

import dev.cofferdam.app.RunningServer;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What it costs to be known, to be held to limits and to be written down. */
final class AccessBench {
  private final BenchServers servers;
  private final PrintStream out;
  private final List<Figure> figures = new ArrayList<>();

  AccessBench(BenchServers servers, PrintStream out) {
    this.servers = servers;
    this.out = out;
  }

  /**
   * @param limited a server with rate limits
   */
  List<Figure> measure(RunningServer limited) throws Exception {
    BenchTenant tenant = BenchTenant.register(limited.port());
    measureReveals(tenant);
    measureLimits(tenant);
    measureCredentials(tenant);
    measureLogIns(tenant);
    return List.copyOf(figures);
  }

  private void measureReveals(BenchTenant tenant) throws IOException, InterruptedException {
    out.println("Measuring reads of a secret ...");
    RevealBench.Reads reads = RevealBench.by(tenant).measure();
    figures.add(
        Figure.atLeast(
            "audited read to constant JSON, 16 connections",
            reads.ratio().quantile(0.5),
            "x",
            0.3,
            reads.ratio().size(),
            String.format(
                "%,.0f/s (p50 %.1f ms, p99 %.1f ms) over %,.0f/s; rounds %.2f to %.2f",
                reads.reveals().quantile(0.5),
                reads.latencies().quantile(0.5),
                reads.latencies().quantile(0.99),
                reads.constants().quantile(0.5),
                reads.ratio().quantile(0),
                reads.ratio().quantile(1))));
  }

  private void measureLimits(BenchTenant tenant) throws Exception {
    out.println("Measuring rate limits ...");
    try (RunningServer without = servers.unlimited()) {
      LimitBench.Costs costs =
          new LimitBench(tenant, BenchTenant.register(without.port())).measure();
      figures.add(
          Figure.atMost(
              "rate limits on an audited read, p50",
              costs.cost().quantile(0.5),
              "ms",
              0.3,
              costs.cost().size(),
              String.format(
                  "%.3f ms with, %.3f ms without; rounds %.3f to %.3f",
                  costs.limited().quantile(0.5),
                  costs.unlimited().quantile(0.5),
                  costs.cost().quantile(0),
                  costs.cost().quantile(1))));
    }
  }

  private void measureCredentials(BenchTenant tenant) throws IOException, InterruptedException {
    out.println("Measuring credentials ...");
    CredentialBench.Checks checks = new CredentialBench(tenant).measure();
    double cold = checks.cold().quantile(0.5);
    double warm = checks.warm().quantile(0.5);
    figures.add(
        Figure.atMost(
            "credential seen for the first time, p50",
            cold - warm,
            "ms",
            2,
            checks.cold().size(),
            String.format("%.2f ms at first, %.2f ms again", cold, warm)));
  }

  private void measureLogIns(BenchTenant tenant) throws IOException, InterruptedException {
    out.println("Measuring log-ins ...");
    LogInBench.LogIns logIns = new LogInBench(tenant).measure();
    figures.add(
        Figure.atLeast(
            "log-ins to raw Argon2 hashes",
            logIns.ratio().quantile(0.5),
            "x",
            0.9,
            logIns.ratio().size(),
            String.format(
                "%.1f/s over %.1f/s",
                logIns.logIns().quantile(0.5), logIns.hashes().quantile(0.5))));
  }
}
