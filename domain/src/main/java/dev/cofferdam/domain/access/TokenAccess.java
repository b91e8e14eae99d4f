package dev.cofferdam.domain.access;

import java.util.Locale;

/** What a service token may do in its environments. */
public enum TokenAccess {
  /** Read secrets. */
  READ,
  /** Read and write secrets. */
  WRITE,
  /** Run pipelines that get the secrets, without reading the secrets itself. */
  RUN;

  /** As written in JSON and SQL. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is no such access
   */
  public static TokenAccess ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
