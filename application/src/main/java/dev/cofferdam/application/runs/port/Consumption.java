package dev.cofferdam.application.runs.port;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What the commands used, from the place's start to its end.
 *
 * @param wall time from start to end
 * @param cpuMs processor time in milliseconds; empty where the host can't say
 * @param peakMemoryBytes most memory held at once; empty where the host can't say
 */
public record Consumption(Duration wall, OptionalLong cpuMs, OptionalLong peakMemoryBytes) {
  public static final Consumption NONE =
      new Consumption(Duration.ZERO, OptionalLong.empty(), OptionalLong.empty());
}
