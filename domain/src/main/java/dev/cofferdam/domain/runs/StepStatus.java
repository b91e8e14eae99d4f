package dev.cofferdam.domain.runs;

import java.util.Locale;

/** Where a step stands. */
public enum StepStatus {
  PENDING,
  RUNNING,
  SUCCEEDED,
  FAILED,
  /** Cut off by a timeout, a cancel or a lost sandbox. */
  CANCELED,
  /** Never begun, because the run ended before. */
  SKIPPED;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static StepStatus ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
