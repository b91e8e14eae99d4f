package dev.cofferdam.domain.metering;

import java.util.Locale;

/** What a plan bounds. */
public enum Limit {
  /** People in the org, with those who are invited. */
  MEMBERS,
  /** Requests an hour, over all of the org's credentials. */
  REQUESTS_PER_HOUR,
  /** How long audit entries are kept, in days. */
  AUDIT_DAYS,
  /** Runs that may be under way at the same time. */
  RUNS_AT_ONCE;

  /** As written in JSON and in the plan catalogue. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
