package dev.cofferdam.domain.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One command of a run.
 *
 * @param index 0 for the first
 * @param logOffset where its output begins in the run's log
 * @param signal 0 where the command ended by itself
 */
public record Step(
    int index,
    String command,
    StepStatus status,
    OptionalInt exitCode,
    OptionalInt signal,
    Optional<Instant> startedAt,
    Optional<Duration> duration,
    OptionalLong logOffset) {

  public static Step pending(int index, String command) {
    return new Step(
        index,
        command,
        StepStatus.PENDING,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty());
  }

  public Step started(Instant at, long offset) {
    return new Step(
        index,
        command,
        StepStatus.RUNNING,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.of(at),
        Optional.empty(),
        OptionalLong.of(offset));
  }

  public Step ended(int code, int endedBy, Duration took) {
    return new Step(
        index,
        command,
        code == 0 ? StepStatus.SUCCEEDED : StepStatus.FAILED,
        OptionalInt.of(code),
        OptionalInt.of(endedBy),
        startedAt,
        Optional.of(took),
        logOffset);
  }

  /** What becomes of a step that its run's end left where it was. */
  public Step leftBehind() {
    StepStatus left =
        switch (status) {
          case PENDING -> StepStatus.SKIPPED;
          case RUNNING -> StepStatus.CANCELED;
          default -> status;
        };
    return new Step(index, command, left, exitCode, signal, startedAt, duration, logOffset);
  }
}
