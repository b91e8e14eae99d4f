package dev.cofferdam.app.conformance;

import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the run of a probe went.
 *
 * @param output what each step printed, by its index
 * @param dropped bytes that were printed over the limit
 */
record Observed(
    SandboxEnding ending,
    Map<Integer, String> output,
    List<SandboxEvent.StepEnded> steps,
    long dropped,
    Duration took) {
  /** What a script says when it got through a wall. */
  static final String BREACH = "BREACH ";

  /** What a script says when it has tried all that it meant to. */
  static final String TRIED = "TRIED";

  /** What a script says that lacks something. */
  static final String UNTRIED = "UNTRIED ";

  Observed {
    output = Map.copyOf(output);
    steps = List.copyOf(steps);
  }

  /** What the script itself makes of it. */
  Verdict told() {
    List<String> breaches = said(BREACH);
    if (!breaches.isEmpty()) {
      return new Verdict.Breached(String.join("; ", breaches));
    }
    List<String> missing = said(UNTRIED);
    if (!missing.isEmpty()) {
      return new Verdict.Untried(String.join("; ", missing));
    }
    return lines().anyMatch(TRIED::equals)
        ? new Verdict.Held()
        : new Verdict.Untried("the attempt ended early: " + ending + " " + output);
  }

  private List<String> said(String mark) {
    return lines()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .distinct()
        .toList();
  }

  private Stream<String> lines() {
    return output.values().stream().flatMap(String::lines);
  }
}
