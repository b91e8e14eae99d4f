package dev.cofferdam.application.metering.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.metering.UsageRecord;
import java.math.BigDecimal;
import java.util.Map;

/** What was used, append-only. */
public interface UsageLedger {
  /**
   * Writes a record into the thread's transaction; one whose key is there already changes nothing.
   */
  void record(UsageRecord usage);

  /** Totals of a month; a metric without records is absent. */
  Map<Metric, BigDecimal> totals(OrgId org, Period period);
}
