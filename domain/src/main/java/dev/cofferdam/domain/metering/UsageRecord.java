package dev.cofferdam.domain.metering;

import dev.cofferdam.domain.ids.OrgId;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One line of the usage ledger. The same key twice is one line.
 *
 * @param key unique in the org, such as {@code run/<id>/compute_seconds}
 * @param amount in the metric's own unit, not negative
 * @param at when it was used, which decides the month that it counts in
 */
public record UsageRecord(OrgId org, String key, Metric metric, BigDecimal amount, Instant at) {
  public UsageRecord {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("usage is never negative");
    }
  }
}
