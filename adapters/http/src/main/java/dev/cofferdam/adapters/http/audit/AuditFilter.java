package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.audit.port.AuditTrail.Filter;
import dev.cofferdam.domain.access.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/** Which entries a request wants. */
final class AuditFilter {
  static final String ACTOR = "actor";
  static final String ACTION = "action";
  static final String RESOURCE = "resource";
  static final String OUTCOME = "outcome";
  static final String SINCE = "since";
  static final String UNTIL = "until";
  private static final Set<String> OUTCOMES = Set.of("allowed", "refused");
  private static final int LAST_YEAR = 9_999;

  private AuditFilter() {}

  static Filter of(Query query) {
    return new Filter(
        query.text(ACTOR),
        query.text(ACTION),
        query.text(RESOURCE),
        query.text(OUTCOME).map(AuditFilter::outcome),
        query.text(SINCE).map(text -> time(SINCE, text)),
        query.text(UNTIL).map(text -> time(UNTIL, text)));
  }

  private static String outcome(String text) {
    if (!OUTCOMES.contains(text)) {
      throw Refusal.invalid(OUTCOME, "must be allowed or refused");
    }
    return text;
  }

  private static Instant time(String name, String text) {
    return parse(text)
        .orElseThrow(
            () ->
                Refusal.invalid(name, "must be a time of RFC 3339, such as 2026-11-21T12:00:00Z"));
  }

  /** What PostgreSQL can compare with too: no year before 1 or with more than four digits. */
  private static Optional<Instant> parse(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() >= 1 && time.getYear() <= LAST_YEAR
          ? Optional.of(time.toInstant())
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
