package dev.cofferdam.adapters.http.billing;

import dev.cofferdam.application.billing.PriceUsage;
import dev.cofferdam.domain.billing.CostSoFar;
import dev.cofferdam.domain.billing.Plan;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an org used in a month, and what the month would cost if it ended now. */
record UsageView(String period, Map<String, MetricView> metrics, CostView cost) {
  /**
   * @param reserved for work that is under way
   * @param limit in the metric's own unit; none where there is no bound, or more can be paid for
   */
  record MetricView(
      BigDecimal used, BigDecimal reserved, Optional<BigDecimal> limit, Instant resetsAt) {}

  /**
   * @param minor in the currency's minor unit
   */
  record CostView(String currency, long minor, List<LineView> lines) {
    static CostView of(CostSoFar cost) {
      List<LineView> lines =
          cost.lines().stream()
              .map(line -> new LineView(line.description(), plain(line.quantity()), line.minor()))
              .toList();
      return new CostView(cost.currency(), cost.minor(), lines);
    }
  }

  record LineView(String description, BigDecimal quantity, long minor) {}

  static UsageView of(Period period, Map<Metric, BigDecimal> used, PriceUsage.Price price) {
    Map<String, MetricView> metrics = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      metrics.put(
          metric.code(),
          new MetricView(
              plain(used.getOrDefault(metric, BigDecimal.ZERO)),
              BigDecimal.ZERO,
              limit(price.plan(), metric),
              period.end()));
    }
    return new UsageView(period.toString(), metrics, CostView.of(price.cost()));
  }

  private static Optional<BigDecimal> limit(Plan plan, Metric metric) {
    return Optional.ofNullable(plan.allowances().get(metric))
        .filter(allowance -> allowance.overageMinor().isEmpty())
        .map(allowance -> plain(allowance.included().multiply(allowance.unit())));
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
