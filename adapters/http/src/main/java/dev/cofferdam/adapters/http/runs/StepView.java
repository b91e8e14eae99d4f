package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.domain.runs.Step;
import dev.cofferdam.domain.runs.StepStatus;
import io.swagger.v3.oas.annotations.media.Schema;
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
    @Schema(description = "From 0.", example = "0", minimum = "0") int index,
    @Schema(description = "What it runs.", example = "make test") String command,
    @Schema(implementation = StepStatus.class, description = "Where it stands.") String status,
    @Schema(description = "How it ended.", example = "0", minimum = "0", maximum = "255")
        OptionalInt exitCode,
    @Schema(
            description = "The signal that ended it; 0 where it ended by itself.",
            example = "9",
            minimum = "0")
        OptionalInt signal,
    @Schema(description = "When it began.") Optional<Instant> startedAt,
    @Schema(description = "How long it took.", example = "1500", minimum = "0")
        Optional<Long> durationMs,
    @Schema(description = "Where its output begins in the run's log.", example = "0", minimum = "0")
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
