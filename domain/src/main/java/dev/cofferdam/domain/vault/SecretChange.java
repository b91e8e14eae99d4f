package dev.cofferdam.domain.vault;

import java.util.Locale;

/** What one version of a key did to it. */
public enum SecretChange {
  /** Gave it a value. */
  SET,
  /** Gave it the value of an older version again. */
  RESTORE,
  /** Took away what the environment itself said of it: what is inherited shows through again. */
  DELETE,
  /** Made it look like no key at all, whatever is inherited. */
  HIDE;

  /** Whether a version of this kind has a value. */
  public boolean hasValue() {
    return this == SET || this == RESTORE;
  }

  /** As written in JSON and SQL. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is no such change
   */
  public static SecretChange ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
