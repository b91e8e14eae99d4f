package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.Receipt;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * What a run used.
 *
 * @param durationMs wall time of its sandbox
 * @param billedS what of it is billed, in seconds, never rounded; nothing where the platform failed
 */
record RunUsageView(
    @Schema(description = "Wall time of its sandbox.", example = "1500", minimum = "0")
        long durationMs,
    @Schema(
            description = "Processor time, where the runtime tells it.",
            example = "900",
            minimum = "0")
        OptionalLong cpuMs,
    @Schema(
            description = "Memory over time in MiB seconds, where the runtime tells it.",
            example = "96",
            minimum = "0")
        OptionalLong memoryMbS,
    @Schema(
            description =
                "What of it is billed, in seconds, never rounded; 0 where the platform failed.",
            example = "1.5",
            minimum = "0")
        BigDecimal billedS) {
  private static final int MILLIS = 3;

  static RunUsageView of(Ending ending) {
    Receipt receipt = ending.receipt();
    BigDecimal billed =
        ending.isBillable() ? BigDecimal.valueOf(receipt.durationMs(), MILLIS) : BigDecimal.ZERO;
    return new RunUsageView(
        receipt.durationMs(), receipt.cpuMs(), receipt.memoryMbSeconds(), billed);
  }
}
