package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.adapters.http.platform.Times;
import dev.cofferdam.application.audit.port.AuditTrail.Filter;
import dev.cofferdam.domain.access.Refusal;
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

  private AuditFilter() {}

  static Filter of(Query query) {
    return new Filter(
        query.text(ACTOR),
        query.text(ACTION),
        query.text(RESOURCE),
        query.text(OUTCOME).map(AuditFilter::outcome),
        query.text(SINCE).map(text -> Times.parse(SINCE, text)),
        query.text(UNTIL).map(text -> Times.parse(UNTIL, text)));
  }

  private static String outcome(String text) {
    if (!OUTCOMES.contains(text)) {
      throw Refusal.invalid(OUTCOME, "must be allowed or refused");
    }
    return text;
  }
}
