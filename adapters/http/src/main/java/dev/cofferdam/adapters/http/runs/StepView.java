package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.domain.runs.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One command of a run.
 *
 * @param logOffset where its output begins in the run's log
 */
record StepView(
    int index,
    String command,
    String status,
    OptionalInt exitCode,
    OptionalInt signal,
    Optional<Instant> startedAt,
    Optional<Long> durationMs,
    OptionalLong logOffset) {
  static StepView of(Step step) {
    return new StepView(
        step.index(),
        step.command(),
        step.status().code(),
        step.exitCode(),
        step.signal(),
        step.startedAt(),
        step.duration().map(Duration::toMillis),
        step.logOffset());
  }
}
