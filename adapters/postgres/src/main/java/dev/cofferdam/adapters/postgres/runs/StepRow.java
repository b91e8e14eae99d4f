package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Step;
import dev.cofferdam.domain.runs.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** A row of {@code run_steps}. */
record StepRow(
    UUID runId,
    int stepIndex,
    String command,
    String status,
    OptionalInt exitCode,
    OptionalInt signal,
    Optional<Instant> startedAt,
    Optional<Long> durationMs,
    OptionalLong logOffset) {
  static StepRow of(RunId run, Step step) {
    return new StepRow(
        run.value(),
        step.index(),
        step.command(),
        step.status().code(),
        step.exitCode(),
        step.signal(),
        step.startedAt(),
        step.duration().map(Duration::toMillis),
        step.logOffset());
  }

  Step toStep() {
    return new Step(
        stepIndex,
        command,
        StepStatus.ofCode(status),
        exitCode,
        signal,
        startedAt,
        durationMs.map(Duration::ofMillis),
        logOffset);
  }
}
