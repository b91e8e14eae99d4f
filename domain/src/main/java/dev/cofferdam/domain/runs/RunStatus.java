package dev.cofferdam.domain.runs;

import java.util.Locale;

/** Where a run stands. The first three are on the way, the others are final. */
public enum RunStatus {
  /** Accepted, and waiting for a worker. */
  QUEUED,
  /** A worker has it: secrets, image, sandbox, clone. */
  PREPARING,
  /** Its commands run. */
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELED,
  TIMED_OUT,
  /** The platform's fault; never billed. */
  ERROR;

  public boolean isFinal() {
    return this != QUEUED && this != PREPARING && this != RUNNING;
  }

  /** As written in JSON and SQL. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is no such status
   */
  public static RunStatus ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
