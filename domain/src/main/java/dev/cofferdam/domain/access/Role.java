package dev.cofferdam.domain.access;

import java.util.Locale;

/** What a member is in an org. */
public enum Role {
  OWNER,
  ADMIN,
  MEMBER;

  /** As written in JSON and SQL. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is no such role
   */
  public static Role ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
