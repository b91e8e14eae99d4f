package dev.cofferdam.domain.billing;

import dev.cofferdam.domain.metering.Limit;
import dev.cofferdam.domain.metering.Metric;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an org pays for a month.
 *
 * @param currency ISO 4217, lower case
 * @param baseMinor the month's price in the currency's minor unit
 * @param allowances by metric; a metric without one costs nothing and has no bound
 * @param limits what there may be at most; what is absent has no bound
 * @param weight how many turns its orgs get for each one of an org of weight 1
 */
public record Plan(
    String id,
    String name,
    String currency,
    long baseMinor,
    Map<Metric, Allowance> allowances,
    Map<Limit, Long> limits,
    int weight) {
  public Plan {
    allowances = Map.copyOf(allowances);
    limits = Map.copyOf(limits);
  }

  /** A plan of weight 1. */
  public Plan(
      String id,
      String name,
      String currency,
      long baseMinor,
      Map<Metric, Allowance> allowances,
      Map<Limit, Long> limits) {
    this(id, name, currency, baseMinor, allowances, limits, 1);
  }

  /** How much there may be at most; empty where there is no bound. */
  public OptionalLong limit(Limit limit) {
    Long most = limits.get(limit);
    return most == null ? OptionalLong.empty() : OptionalLong.of(most);
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
