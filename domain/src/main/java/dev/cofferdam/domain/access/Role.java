package dev.cofferdam.domain.access;

import java.util.Locale;

/** What a member is in an org, the highest first: each has the rights of those behind it. */
public enum Role {
  OWNER,
  ADMIN,
  MEMBER;

  public boolean isAtLeast(Role other) {
    return compareTo(other) <= 0;
  }

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
