package dev.cofferdam.domain.metering;

import java.util.Locale;

/** What is counted. */
public enum Metric {
  RUNS,
  /** Wall time of a run's sandbox; minutes are seconds / 60, never rounded per run. */
  COMPUTE_SECONDS,
  CPU_MS,
  MEMORY_MB_S,
  SECRET_READS,
  SECRET_WRITES,
  KEY_ROTATIONS;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is no such metric
   */
  public static Metric ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
