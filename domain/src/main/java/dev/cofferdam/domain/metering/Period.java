package dev.cofferdam.domain.metering;

import dev.cofferdam.domain.access.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** A calendar month in UTC, half-open: {@code start} belongs to it, {@code end} to the next. */
public record Period(YearMonth month) {
  public static Period of(Instant at) {
    return new Period(YearMonth.from(at.atOffset(ZoneOffset.UTC)));
  }

  /** Reads {@code 2026-11}. */
  public static Period parse(String text) {
    try {
      YearMonth month = YearMonth.parse(text);
      if (month.getYear() >= 1970 && month.getYear() <= 9999) {
        return new Period(month);
      }
    } catch (DateTimeException notAMonth) {
      // refused below, like a year out of range
    }
    throw Refusal.invalid("period", "must be a month such as 2026-11");
  }

  public Instant start() {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  public Instant end() {
    return new Period(month.plusMonths(1)).start();
  }

  @Override
  public String toString() {
    return month.toString();
  }
}
