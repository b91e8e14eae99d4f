package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Times as requests write them: RFC 3339, in the years 1 to 9999, which the database has too. */
public final class Times {
  private static final int LAST_YEAR = 9_999;

  private Times() {}

  /**
   * @param field whose text it is
   * @throws Refusal {@code invalid_field}
   */
  public static Instant parse(String field, String text) {
    return parse(text)
        .orElseThrow(
            () ->
                Refusal.invalid(field, "must be a time of RFC 3339, such as 2026-11-21T12:00:00Z"));
  }

  private static Optional<Instant> parse(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() >= 1 && time.getYear() <= LAST_YEAR
          ? Optional.of(time.toInstant())
          : Optional.empty();
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
