package dev.cofferdam.domain.billing;

import dev.cofferdam.domain.metering.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a month would cost if it ended now: the plan's base and, for each metric over its allowance,
 * one line. Rounding happens once, half up, on the line.
 */
public record CostSoFar(String currency, long minor, List<Line> lines) {
  public CostSoFar {
    lines = List.copyOf(lines);
  }

  /**
   * @param quantity units that are paid for, to 16 digits; {@code minor} is made of the exact ones
   */
  public record Line(String description, BigDecimal quantity, long minor) {}

  public static CostSoFar of(Plan plan, Map<Metric, BigDecimal> used) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(plan.name() + ", base", BigDecimal.ONE, plan.baseMinor()));
    new TreeMap<>(plan.allowances())
        .forEach(
            (metric, allowance) -> {
              BigDecimal included = allowance.included().multiply(allowance.unit());
              BigDecimal over = used.getOrDefault(metric, BigDecimal.ZERO).subtract(included);
              if (over.signum() > 0 && allowance.overageMinor().isPresent()) {
                long minor =
                    over.multiply(allowance.overageMinor().get())
                        .divide(allowance.unit(), 0, RoundingMode.HALF_UP)
                        .longValueExact();
                BigDecimal units = over.divide(allowance.unit(), MathContext.DECIMAL64);
                lines.add(new Line(allowance.unitLabel() + " over the plan", units, minor));
              }
            });
    return new CostSoFar(plan.currency(), lines.stream().mapToLong(Line::minor).sum(), lines);
  }
}
