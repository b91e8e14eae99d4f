package dev.cofferdam.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.metering.Metric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class CostSoFarTest {
  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

  @Test
  void isTheBaseWithoutUsage() {
    CostSoFar cost = CostSoFar.of(plan("100", "0.5"), Map.of());
    assertThat(cost.currency()).isEqualTo("usd");
    assertThat(cost.minor()).isEqualTo(1_900);
    assertThat(cost.lines())
        .containsExactly(new CostSoFar.Line("Pro, base", BigDecimal.ONE, 1_900));
  }

  @Test
  void costsNothingMoreUpToTheAllowance() {
    assertThat(minutes("100", "0.5", "6000").lines()).hasSize(1);
    assertThat(minutes("100", "0.5", "6001").lines()).hasSize(2);
  }

  @Test
  void costsNothingMoreWhereNoMoreIsToBeHad() {
    Plan plan =
        plan(new Plan.Allowance(BigDecimal.ONE, SIXTY, "compute minutes", Optional.empty()));
    CostSoFar cost = CostSoFar.of(plan, Map.of(Metric.COMPUTE_SECONDS, new BigDecimal("6000")));
    assertThat(cost.minor()).isEqualTo(1_900);
  }

  @Test
  void costsNothingForAMetricWithoutAnAllowance() {
    CostSoFar cost =
        CostSoFar.of(plan("100", "0.5"), Map.of(Metric.SECRET_READS, new BigDecimal("1e12")));
    assertThat(cost.minor()).isEqualTo(1_900);
  }

  @Test
  void roundsHalfUp() {
    assertThat(overage("0", "0.5", "60")).isEqualTo(1);
    assertThat(overage("0", "0.4", "60")).isZero();
  }

  @Test
  void roundsOnceAndNotWhenItTurnsSecondsIntoMinutes() {
    // 2/60 of a minute over, at 15: exactly one half, but a little less through 0.0333…
    assertThat(overage("1", "15", "62")).isEqualTo(1);
    assertThat(overage("10", "7.5", "604")).isEqualTo(1);
  }

  @Test
  void doesNotRoundEachMillisecond() {
    assertThat(overage("0", "1", "0.001")).isZero();
    assertThat(overage("0", "1", "3600000")).isEqualTo(60_000);
  }

  @Property
  void isTheExactCostRoundedHalfUpOnEachLine(
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long millis,
      @ForAll @IntRange(min = 0, max = 100_000) int includedMinutes,
      @ForAll @IntRange(min = 0, max = 10_000) int hundredthsEach) {
    String seconds = BigDecimal.valueOf(millis, 3).toPlainString();
    String price = BigDecimal.valueOf(hundredthsEach, 2).toPlainString();
    BigInteger over =
        BigInteger.valueOf(Math.max(0, millis - includedMinutes * 60_000L))
            .multiply(BigInteger.valueOf(hundredthsEach));
    BigInteger one = BigInteger.valueOf(60_000L * 100);
    long expected = over.add(one.shiftRight(1)).divide(one).longValueExact();
    assertThat(overage(Integer.toString(includedMinutes), price, seconds)).isEqualTo(expected);
  }

  @Property
  void isTheSumOfItsLines(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seconds,
      @ForAll @LongRange(min = 0, max = 1_000_000) long runs) {
    Plan.Allowance minutes =
        new Plan.Allowance(
            BigDecimal.TEN, SIXTY, "compute minutes", Optional.of(new BigDecimal("0.37")));
    Plan.Allowance each =
        new Plan.Allowance(
            BigDecimal.TEN, BigDecimal.ONE, "runs", Optional.of(new BigDecimal("1.01")));
    Plan plan =
        new Plan(
            "pro",
            "Pro",
            "usd",
            1_900,
            Map.of(Metric.COMPUTE_SECONDS, minutes, Metric.RUNS, each),
            Map.of());
    CostSoFar cost =
        CostSoFar.of(
            plan,
            Map.of(
                Metric.COMPUTE_SECONDS,
                BigDecimal.valueOf(seconds),
                Metric.RUNS,
                BigDecimal.valueOf(runs)));
    assertThat(cost.minor())
        .isEqualTo(cost.lines().stream().mapToLong(CostSoFar.Line::minor).sum());
    assertThat(cost.lines().get(0).minor()).isEqualTo(1_900);
    assertThat(cost.lines()).allMatch(line -> line.minor() >= 0 && line.quantity().signum() > 0);
  }

  private static long overage(String included, String priceEach, String seconds) {
    return minutes(included, priceEach, seconds).minor() - 1_900;
  }

  private static CostSoFar minutes(String included, String priceEach, String seconds) {
    return CostSoFar.of(
        plan(included, priceEach), Map.of(Metric.COMPUTE_SECONDS, new BigDecimal(seconds)));
  }

  private static Plan plan(String included, String priceEach) {
    return plan(
        new Plan.Allowance(
            new BigDecimal(included),
            SIXTY,
            "compute minutes",
            Optional.of(new BigDecimal(priceEach))));
  }

  private static Plan plan(Plan.Allowance minutes) {
    return new Plan("pro", "Pro", "usd", 1_900, Map.of(Metric.COMPUTE_SECONDS, minutes), Map.of());
  }
}
