package dev.cofferdam.app.conformance;

import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One attempt to get through a wall.
 *
 * @param name short, for a table
 * @param attempt what the commands try, in words
 * @param commands shell scripts, which say {@code BREACH …} for what got through and {@code TRIED}
 *     when they are through with it, unless {@code judge} looks at something else
 */
record Probe(
    String name,
    String attempt,
    List<String> commands,
    Conditions conditions,
    Function<Observed, Verdict> judge) {
  /** What a probe's run may use: little, so that what is unlimited shows. */
  record Conditions(
      NetworkMode network,
      Resources resources,
      Map<String, String> variables,
      Duration timeout,
      long outputLimit) {
    static final Conditions DEFAULT =
        new Conditions(
            NetworkMode.NONE,
            new Resources(1, 128, 64, 32),
            Map.of(),
            Duration.ofSeconds(60),
            1 << 20);

    Conditions {
      variables = Map.copyOf(variables);
    }

    Conditions with(NetworkMode other) {
      return new Conditions(other, resources, variables, timeout, outputLimit);
    }

    Conditions with(Map<String, String> others) {
      return new Conditions(network, resources, others, timeout, outputLimit);
    }

    Conditions within(Duration time) {
      return new Conditions(network, resources, variables, time, outputLimit);
    }
  }

  Probe {
    commands = List.copyOf(commands);
  }

  /** One that says itself how it went. */
  static Probe of(String name, String attempt, String... commands) {
    return new Probe(name, attempt, List.of(commands), Conditions.DEFAULT, Observed::told);
  }

  Probe under(Conditions others) {
    return new Probe(name, attempt, commands, others, judge);
  }

  Probe judgedBy(Function<Observed, Verdict> other) {
    return new Probe(name, attempt, commands, conditions, other);
  }
}
