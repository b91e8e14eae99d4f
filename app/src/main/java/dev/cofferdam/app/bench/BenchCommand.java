package dev.cofferdam.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.cofferdam.app.RunningServer;
import dev.cofferdam.app.demo.ScratchFolder;
import dev.cofferdam.app.wiring.DockerEngine;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code bench}: measures this installation on data of its own, runs against the raw engine in the
 * same run. Figures of one run belong together; over machines and days only ratios compare.
 */
public final class BenchCommand extends Command {
  private static final int WARMUP = 10;
  private static final int ROUNDS = 40;
  private static final int STARTS = 5;
  private static final String START = "start";
  private static final String ACCESS = "access";
  private static final String SECRETS = "secrets";
  private static final String RUNS = "runs";

  private final PrintStream out;
  private final List<Figure> figures = new ArrayList<>();

  public BenchCommand(PrintStream out) {
    super("bench", "measures this installation");
    this.out = out;
  }

  @Override
  public void configure(Subparser parser) {
    parser
        .addArgument("--json")
        .action(Arguments.storeTrue())
        .help("write the figures to docs/performance/ too");
    parser
        .addArgument("--only")
        .choices(START, ACCESS, SECRETS, RUNS)
        .help("measure one section and leave the others out");
    parser.addArgument("config").help("the configuration file");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
    Path home = Path.of(System.getProperty("cofferdam.home", ".")).toAbsolutePath().normalize();
    String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    String image = System.getenv().getOrDefault("COFFERDAM_DEFAULT_IMAGE", "cofferdam/sandbox:1");
    boolean docker = new DockerEngine(host).answers();
    String section = arguments.getString("only");
    try (ScratchFolder scratch = ScratchFolder.make("bench")) {
      if (section == null || section.equals(START)) {
        measureStart(home, scratch.path());
      }
      if (!START.equals(section)) {
        BenchServers servers =
            new BenchServers(
                arguments.getString("config"), scratch.path(), docker ? "docker" : "process");
        try (RunningServer server = servers.limited()) {
          if (section == null || section.equals(ACCESS)) {
            figures.addAll(new AccessBench(servers, out).measure(server));
          }
          if (section == null || section.equals(SECRETS)) {
            figures.addAll(
                new SecretsBench(server.port(), out).measure(scratch.path().resolve("raw")));
          }
          if (section == null || section.equals(RUNS)) {
            measureRuns("http://127.0.0.1:" + server.port(), docker, host, image);
          }
        }
      }
    }
    print(docker);
    if (arguments.getBoolean("json")) {
      write(home.resolve("docs/performance"));
    }
  }

  private void measureStart(Path home, Path scratch) throws IOException, InterruptedException {
    out.println("Measuring the start ...");
    Sample starts = new ServerStart(home, scratch.resolve("start")).measure(STARTS);
    figures.add(
        Figure.atMost(
            "server ready on an existing data dir, p50",
            starts.quantile(0.5) / 1_000,
            "s",
            6,
            starts.size(),
            ""));
  }

  private void measureRuns(String base, boolean docker, String host, String image)
      throws IOException, InterruptedException {
    RunBench bench = RunBench.against(base);
    out.println("Warming up ...");
    bench.measure(WARMUP);
    out.println("Measuring runs ...");
    RunBench.Runs runs = bench.measure(ROUNDS);
    figures.add(
        Figure.atMost(
            "request to accepted, p99", runs.accepted().quantile(0.99), "ms", 50, ROUNDS, ""));
    figures.add(
        Figure.atMost(
            "accepted to start call sent, p50",
            runs.startCall().quantile(0.5),
            "ms",
            100,
            ROUNDS,
            ""));
    if (docker) {
      out.println("Measuring the raw engine ...");
      try (RawDocker raw = new RawDocker(host, image)) {
        raw.measure(3);
        double plain = raw.measure(ROUNDS).quantile(0.5);
        figures.add(
            Figure.atMost(
                "one-step run to raw container, p50",
                runs.whole().quantile(0.5) / plain,
                "x",
                1.3,
                ROUNDS,
                String.format("%.0f ms over %.0f ms raw", runs.whole().quantile(0.5), plain)));
      }
    }
    Sample lines = bench.measureLogLatency();
    figures.add(
        Figure.atMost(
            "log line to SSE client, p95", lines.quantile(0.95), "ms", 250, lines.size(), ""));
  }

  private void print(boolean docker) {
    out.println();
    out.printf("%-45s %12s %12s  %s%n", "", "measured", "target", "");
    for (Figure figure : figures) {
      out.printf(
          "%-45s %9.2f %-2s %9.2f %-2s  %s %s%n",
          figure.name(),
          figure.measured(),
          figure.unit(),
          figure.target(),
          figure.unit(),
          figure.reached() ? "reached" : "MISSED",
          figure.against());
    }
    if (!docker) {
      out.println(
          "No Docker engine answers, so runs were local processes and there is no ratio to raw Docker.");
    }
  }

  private void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    report.put("java", Runtime.version().toString());
    report.put("cores", Runtime.getRuntime().availableProcessors());
    report.put("figures", figures);
    Path file = folder.resolve("bench-" + report.get("date") + ".json");
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Files.writeString(file, json.writeValueAsString(report) + "\n");
    out.println("Written to " + file);
  }
}
