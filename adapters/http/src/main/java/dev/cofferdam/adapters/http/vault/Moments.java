package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.access.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Instants that callers ask for, in whole microseconds. */
final class Moments {
  static final String AT = "at";
  private static final Pattern SHAPE =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "([Zz]|[+-][0-9]{2}:[0-9]{2})");

  private Moments() {}

  /**
   * @throws Refusal {@code invalid_field} for what is no time of RFC 3339
   */
  static Instant parse(String text) {
    if (SHAPE.matcher(text).matches()) {
      try {
        return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
      } catch (DateTimeException noSuchTime) {
        // refused below, like what does not look like a time
      }
    }
    throw Refusal.invalid(AT, "must be a time as in RFC 3339, such as 2026-11-21T12:00:00Z");
  }
}
