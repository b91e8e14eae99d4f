package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.Receipt;
import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * What a run used.
 *
 * @param durationMs wall time of its sandbox
 * @param billedS what of it is billed, in seconds, never rounded; nothing where the platform failed
 */
record RunUsageView(
    long durationMs, OptionalLong cpuMs, OptionalLong memoryMbS, BigDecimal billedS) {
  private static final int MILLIS = 3;

  static RunUsageView of(Ending ending) {
    Receipt receipt = ending.receipt();
    BigDecimal billed =
        ending.isBillable() ? BigDecimal.valueOf(receipt.durationMs(), MILLIS) : BigDecimal.ZERO;
    return new RunUsageView(
        receipt.durationMs(), receipt.cpuMs(), receipt.memoryMbSeconds(), billed);
  }
}
