package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.Receipt;
import dev.cofferdam.domain.runs.RunStatus;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The columns of {@code runs} that say how it ended; all are empty until it has.
 *
 * @param masked as JSON
 */
record EndingRow(
    Optional<String> failureReason,
    Optional<String> failureDetail,
    OptionalInt exitCode,
    OptionalInt signal,
    OptionalLong durationMs,
    OptionalLong cpuMs,
    OptionalLong peakMemoryBytes,
    Optional<String> masked) {
  static EndingRow of(Ending ending) {
    Receipt receipt = ending.receipt();
    return new EndingRow(
        ending.reason().map(FailureReason::code),
        ending.detail(),
        ending.exitCode(),
        ending.signal(),
        OptionalLong.of(receipt.durationMs()),
        receipt.cpuMs(),
        receipt.peakMemoryBytes(),
        Optional.of(RunJson.write(ending.masked())));
  }

  Optional<Ending> toEnding(RunStatus status) {
    return status.isFinal() ? Optional.of(ending(status)) : Optional.empty();
  }

  private Ending ending(RunStatus status) {
    return new Ending(
        status,
        failureReason.map(FailureReason::ofCode),
        failureDetail,
        exitCode,
        signal,
        new Receipt(durationMs.orElse(0), cpuMs, peakMemoryBytes),
        RunJson.masked(masked.orElseThrow()));
  }
}
