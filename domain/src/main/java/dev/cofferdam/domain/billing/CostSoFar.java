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
   * @param quantity units that are paid for
   */
  public record Line(String description, BigDecimal quantity, long minor) {}

  public static CostSoFar of(Plan plan, Map<Metric, BigDecimal> used) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(plan.name() + ", base", BigDecimal.ONE, plan.baseMinor()));
    new TreeMap<>(plan.allowances())
        .forEach(
            (metric, allowance) -> {
              BigDecimal units =
                  used.getOrDefault(metric, BigDecimal.ZERO)
                      .divide(allowance.unit(), MathContext.DECIMAL64);
              BigDecimal over = units.subtract(allowance.included()).max(BigDecimal.ZERO);
              if (over.signum() > 0 && allowance.overageMinor().isPresent()) {
                long minor =
                    over.multiply(allowance.overageMinor().get())
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
                lines.add(new Line(allowance.unitLabel() + " over the plan", over, minor));
              }
            });
    return new CostSoFar(plan.currency(), lines.stream().mapToLong(Line::minor).sum(), lines);
  }
}
