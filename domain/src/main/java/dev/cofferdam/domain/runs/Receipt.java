package dev.cofferdam.domain.runs;

import java.util.OptionalLong;

/**
 * What a run used.
 *
 * @param durationMs wall time from the sandbox's start to its end; 0 where none was started
 * @param cpuMs processor time; empty where the host can't say
 * @param peakMemoryBytes empty where the host can't say
 */
public record Receipt(long durationMs, OptionalLong cpuMs, OptionalLong peakMemoryBytes) {
  public static final Receipt NOTHING = new Receipt(0, OptionalLong.empty(), OptionalLong.empty());

  /**
   * Peak memory in MiB times seconds: the upper bound of memory-time; empty where the peak is
   * unknown.
   */
  public OptionalLong memoryMbSeconds() {
    return peakMemoryBytes.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.round(peakMemoryBytes.getAsLong() / 1_048_576.0 * (durationMs / 1_000.0)));
  }
}
