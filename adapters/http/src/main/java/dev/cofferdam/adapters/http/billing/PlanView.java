package dev.cofferdam.adapters.http.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cofferdam.domain.billing.Plan;
import dev.cofferdam.domain.metering.Metric;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an org can choose.
 *
 * @param limits by metric; a metric that is absent has no bound and costs nothing
 */
record PlanView(String id, String name, PriceView price, Map<String, LimitView> limits) {
  record PriceView(long baseMinor, String currency, String interval) {}

  /**
   * @param included in units
   * @param per how much of the metric one unit is
   * @param overageMinor price of a unit over, in minor units; none where no more is to be had
   */
  record LimitView(
      BigDecimal included,
      BigDecimal per,
      String unit,
      @JsonProperty("overage_minor") Optional<BigDecimal> overageMinor) {
    static LimitView of(Plan.Allowance allowance) {
      return new LimitView(
          allowance.included(), allowance.unit(), allowance.unitLabel(), allowance.overageMinor());
    }
  }

  static PlanView of(Plan plan) {
    Map<String, LimitView> limits = new TreeMap<>();
    for (Map.Entry<Metric, Plan.Allowance> each : plan.allowances().entrySet()) {
      limits.put(each.getKey().code(), LimitView.of(each.getValue()));
    }
    plan.limits()
        .forEach(
            (limit, most) ->
                limits.put(
                    limit.code(),
                    new LimitView(
                        BigDecimal.valueOf(most), BigDecimal.ONE, limit.code(), Optional.empty())));
    return new PlanView(
        plan.id(), plan.name(), new PriceView(plan.baseMinor(), plan.currency(), "month"), limits);
  }
}
