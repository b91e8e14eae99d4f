package dev.cofferdam.domain.billing;

import dev.cofferdam.domain.metering.Metric;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What an org pays for a month.
 *
 * @param currency ISO 4217, lower case
 * @param baseMinor the month's price in the currency's minor unit
 * @param allowances by metric; a metric without one costs nothing and has no bound
 */
public record Plan(
    String id, String name, String currency, long baseMinor, Map<Metric, Allowance> allowances) {
  public Plan {
    allowances = Map.copyOf(allowances);
  }

  /**
   * How much of a metric is in the price, and what more of it costs.
   *
   * @param included in {@code unit}s
   * @param unit how much of the metric is one priced unit: 60 compute seconds are a minute
   * @param unitLabel what people call a unit
   * @param overageMinor price of one unit over, in minor units and fractions of them; empty where
   *     no more is to be had
   */
  public record Allowance(
      BigDecimal included, BigDecimal unit, String unitLabel, Optional<BigDecimal> overageMinor) {}
}
