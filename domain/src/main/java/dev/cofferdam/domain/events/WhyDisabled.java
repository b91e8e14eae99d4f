package dev.cofferdam.domain.events;

import java.util.Locale;

/** Why nothing is sent to an endpoint. */
public enum WhyDisabled {
  /** Somebody switched it off. */
  BY_HAND,
  /** It answered 410: there is nobody any more. */
  GONE,
  /** For days it has taken nothing. */
  FAILING;

  /** As written in JSON and SQL. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is no such reason
   */
  public static WhyDisabled ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
