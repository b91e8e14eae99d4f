package dev.cofferdam.app.conformance;

import dev.cofferdam.application.runs.port.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.UUID;

/** Tries this machine's sandbox from within, and prints a line for each wall. */
public final class SandboxTrial {
  private final PrintStream out;

  public SandboxTrial(PrintStream out) {
    this.out = out;
  }

  /**
   * @return how many walls have a hole
   */
  public int run(Sandbox sandbox) throws IOException, InterruptedException {
    out.printf("%nTrying the walls of the %s runtime from within:%n", sandbox.runtime());
    List<ConformanceSuite.Result> results;
    try (HostListener host = new HostListener()) {
      results =
          new ConformanceSuite(sandbox, UUID::randomUUID).run(host.surroundings(), this::print);
    }
    long held = count(results, Verdict.Held.class);
    long untried = count(results, Verdict.Untried.class);
    int breached = (int) count(results, Verdict.Breached.class);
    out.printf(
        "%n%d attempts: %d held, %d breached, %d could not be made here.%n",
        results.size(), held, breached, untried);
    return breached;
  }

  private static long count(List<ConformanceSuite.Result> results, Class<? extends Verdict> kind) {
    return results.stream().map(ConformanceSuite.Result::verdict).filter(kind::isInstance).count();
  }

  private void print(ConformanceSuite.Result result) {
    if (result.verdict() instanceof Verdict.Breached breached) {
      line("BREACH", result, breached.how());
    } else if (result.verdict() instanceof Verdict.Untried untried) {
      line("-", result, untried.why());
    } else {
      line("held", result, "");
    }
  }

  private void line(String mark, ConformanceSuite.Result result, String more) {
    String detail = more.isEmpty() ? result.attempt() : result.attempt() + ": " + more;
    out.printf("%-6s  %-27s  %s%n", mark, result.name(), detail);
  }
}
