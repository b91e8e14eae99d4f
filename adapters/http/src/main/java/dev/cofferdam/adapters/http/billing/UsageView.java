package dev.cofferdam.adapters.http.billing;

import dev.cofferdam.application.billing.PriceUsage;
import dev.cofferdam.domain.billing.CostSoFar;
import dev.cofferdam.domain.billing.Plan;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an org used in a month, and what the month would cost if it ended now. */
record UsageView(
    @Schema(implementation = Period.class) String period,
    @Schema(description = "By metric.") Map<String, MetricView> metrics,
    @Schema(description = "What the month would cost if it ended now.") CostView cost) {
  /**
   * @param reserved for work that is under way
   * @param limit in the metric's own unit; none where there is no bound, or more can be paid for
   */
  record MetricView(
      @Schema(description = "In the metric's unit.", example = "42.5") BigDecimal used,
      @Schema(description = "For work that is under way.", example = "0") BigDecimal reserved,
      @Schema(
              description =
                  "In the metric's unit; null where there is no bound, or more can be paid for.",
              example = "100")
          Optional<BigDecimal> limit,
      @Schema(description = "When counting begins anew.") Instant resetsAt) {}

  /**
   * @param minor in the currency's minor unit
   */
  record CostView(
      @Schema(description = "ISO 4217, lower case.", pattern = "^[a-z]{3}$", example = "usd")
          String currency,
      @Schema(description = "In the currency's minor unit.", example = "1900") long minor,
      @Schema(description = "What it is made of.") List<LineView> lines) {
    static CostView of(CostSoFar cost) {
      List<LineView> lines =
          cost.lines().stream()
              .map(line -> new LineView(line.description(), plain(line.quantity()), line.minor()))
              .toList();
      return new CostView(cost.currency(), cost.minor(), lines);
    }
  }

  record LineView(
      @Schema(description = "For people.", example = "Team plan") String description,
      @Schema(description = "How many units.", example = "1") BigDecimal quantity,
      @Schema(description = "In the currency's minor unit.", example = "1900") long minor) {}

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
