package dev.cofferdam.app.conformance;

import dev.cofferdam.application.runs.port.Collecting;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tries to get out of a sandbox and to use it up, each attempt in a fresh one: the conformance
 * suite of {@link Sandbox}. It changes nothing outside, and leaves nothing.
 */
final class ConformanceSuite {
  private static final OrgId NOBODY = new OrgId(new UUID(0, 0));

  private final Sandbox sandbox;
  private final IdSource ids;

  ConformanceSuite(Sandbox sandbox, IdSource ids) {
    this.sandbox = sandbox;
    this.ids = ids;
  }

  /**
   * What came of one attempt.
   *
   * @param name of the wall
   * @param attempt what was tried
   */
  record Result(String name, String attempt, Verdict verdict) {}

  /**
   * @param told hears each result when it is there
   * @return all of them
   */
  List<Result> run(Surroundings host, Consumer<Result> told) throws InterruptedException {
    List<Result> results = new ArrayList<>();
    for (Probe probe : all(host)) {
      Result result = new Result(probe.name(), probe.attempt(), attempt(probe));
      results.add(result);
      told.accept(result);
    }
    return results;
  }

  private static List<Probe> all(Surroundings host) {
    return Stream.of(PowerProbes.ALL, DriverProbes.ALL, LimitProbes.ALL, NetworkProbes.of(host))
        .flatMap(List::stream)
        .toList();
  }

  private Verdict attempt(Probe probe) throws InterruptedException {
    RunId run = new RunId(ids.next());
    try {
      return probe.judge().apply(observe(run, probe));
    } catch (SandboxUnavailable unavailable) {
      return new Verdict.Untried("the runtime failed: " + unavailable.getMessage());
    } finally {
      remove(run);
    }
  }

  private Observed observe(RunId run, Probe probe) throws InterruptedException, SandboxUnavailable {
    Map<Integer, StringBuilder> output = new HashMap<>();
    List<SandboxEvent.StepEnded> steps = new ArrayList<>();
    long[] dropped = {0};
    long began = System.nanoTime();
    SandboxEnding ending =
        sandbox.run(
            specOf(run, probe),
            Map.of(),
            event -> {
              if (event instanceof SandboxEvent.StepOutput printed) {
                output
                    .computeIfAbsent(printed.index(), index -> new StringBuilder())
                    .append(StandardCharsets.ISO_8859_1.decode(printed.bytes().duplicate()));
              } else if (event instanceof SandboxEvent.StepEnded ended) {
                steps.add(ended);
              } else if (event instanceof SandboxEvent.OutputDropped lost) {
                dropped[0] = lost.bytes();
              }
            });
    Map<Integer, String> texts = new HashMap<>();
    output.forEach((index, text) -> texts.put(index, text.toString()));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new Observed(ending, texts, steps, dropped[0], took);
  }

  private static SandboxSpec specOf(RunId run, Probe probe) {
    Probe.Conditions conditions = probe.conditions();
    return new SandboxSpec(
        NOBODY,
        run,
        Optional.empty(),
        Optional.empty(),
        probe.commands(),
        conditions.variables(),
        conditions.resources(),
        conditions.network(),
        conditions.timeout(),
        conditions.outputLimit(),
        Collecting.NOTHING,
        Optional.empty());
  }

  /** What can't be removed now is found by its label later. */
  private void remove(RunId run) {
    try {
      sandbox.remove(run);
    } catch (SandboxUnavailable later) {
      return;
    }
  }
}
