package dev.cofferdam.domain.tenancy;

import java.util.Locale;

/** What has become of an invitation. All but the first are for good, unless it is sent again. */
public enum InvitationStatus {
  PENDING,
  ACCEPTED,
  DECLINED,
  REVOKED,
  EXPIRED;

  /** As written in JSON and SQL. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is no such status
   */
  public static InvitationStatus ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
