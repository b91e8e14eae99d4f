package dev.cofferdam.adapters.http.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cofferdam.domain.billing.Plan;
import dev.cofferdam.domain.metering.Metric;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an org can choose.
 *
 * @param limits by metric; a metric that is absent has no bound and costs nothing
 */
record PlanView(
    @Schema(description = "Stable.", example = "free") String id,
    @Schema(description = "For people.", example = "Free") String name,
    @Schema(description = "What it costs whoever uses nothing.") PriceView price,
    @Schema(description = "By metric; one that is absent has no bound and costs nothing.")
        Map<String, LimitView> limits) {
  record PriceView(
      @Schema(description = "In the currency's minor unit.", example = "1900", minimum = "0")
          long baseMinor,
      @Schema(description = "ISO 4217, lower case.", pattern = "^[a-z]{3}$", example = "usd")
          String currency,
      @Schema(description = "How often.", allowableValues = "month", example = "month")
          String interval) {}

  /**
   * @param included in units
   * @param per how much of the metric one unit is
   * @param overageMinor price of a unit over, in minor units; none where no more is to be had
   */
  record LimitView(
      @Schema(description = "In units.", example = "500", minimum = "0") BigDecimal included,
      @Schema(description = "How much of the metric one unit is.", example = "60") BigDecimal per,
      @Schema(description = "What a unit is called.", example = "minutes") String unit,
      @Schema(
              description =
                  "The price of a unit over, in minor units; null where no more is to be had.",
              example = "0.8")
          @JsonProperty("overage_minor")
          Optional<BigDecimal> overageMinor) {
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
