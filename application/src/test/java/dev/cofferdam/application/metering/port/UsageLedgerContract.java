package dev.cofferdam.application.metering.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.metering.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link UsageLedger} promises. */
public abstract class UsageLedgerContract extends WorldContract {
  private static final Period NOVEMBER = Period.parse("2026-11");
  private static final Instant MIDDLE = Instant.parse("2026-11-15T12:00:00Z");

  private OrgId org;
  private OrgId other;

  @BeforeEach
  public final void makeOrgs() {
    org = given.org();
    other = given.org();
  }

  @Test
  void hasNoTotalsWithoutRecords() {
    assertThat(totals(org, NOVEMBER)).isEmpty();
  }

  @Test
  void addsUpExactly() {
    for (int i = 0; i < 10; i++) {
      record(org, "a/" + i, Metric.COMPUTE_SECONDS, "0.001", MIDDLE);
    }
    record(org, "b", Metric.COMPUTE_SECONDS, "9007199254740993", MIDDLE);
    record(org, "c", Metric.RUNS, "1", MIDDLE);
    Map<Metric, BigDecimal> totals = totals(org, NOVEMBER);
    assertThat(totals).containsOnlyKeys(Metric.COMPUTE_SECONDS, Metric.RUNS);
    assertThat(totals.get(Metric.COMPUTE_SECONDS)).isEqualByComparingTo("9007199254740993.010");
    assertThat(totals.get(Metric.RUNS)).isEqualByComparingTo("1");
  }

  @Test
  void keepsTheFirstOfTwoRecordsWithOneKey() {
    record(org, "run/1/runs", Metric.RUNS, "1", MIDDLE);
    record(org, "run/1/runs", Metric.RUNS, "5", MIDDLE);
    record(org, "run/1/runs", Metric.CPU_MS, "7", MIDDLE);
    record(org, "run/1/runs", Metric.RUNS, "1", MIDDLE.plusSeconds(40 * 86_400));
    assertThat(totals(org, NOVEMBER)).containsOnlyKeys(Metric.RUNS);
    assertThat(totals(org, NOVEMBER).get(Metric.RUNS)).isEqualByComparingTo("1");
    assertThat(totals(org, Period.parse("2026-12"))).isEmpty();
  }

  @Test
  void keepsOneOfTwoRecordsWithOneKeyInOneTransaction() {
    changing(
        org,
        () -> {
          world.usage().record(usage(org, "once", Metric.RUNS, "1", MIDDLE));
          world.usage().record(usage(org, "once", Metric.RUNS, "1", MIDDLE));
          world.usage().record(usage(org, "twice", Metric.RUNS, "1", MIDDLE));
        });
    assertThat(totals(org, NOVEMBER).get(Metric.RUNS)).isEqualByComparingTo("2");
  }

  @Test
  void tellsOrgsApart() {
    record(org, "same key", Metric.RUNS, "1", MIDDLE);
    record(other, "same key", Metric.RUNS, "3", MIDDLE);
    assertThat(totals(org, NOVEMBER).get(Metric.RUNS)).isEqualByComparingTo("1");
    assertThat(totals(other, NOVEMBER).get(Metric.RUNS)).isEqualByComparingTo("3");
    assertThat(read(other, () -> world.usage().totals(org, NOVEMBER))).isEmpty();
  }

  @Test
  void countsInTheMonthOfUseInUtc() {
    record(org, "first", Metric.RUNS, "1", NOVEMBER.start());
    record(org, "last", Metric.RUNS, "10", NOVEMBER.end().minusNanos(1_000));
    record(org, "next", Metric.RUNS, "100", NOVEMBER.end());
    record(org, "before", Metric.RUNS, "1000", NOVEMBER.start().minusNanos(1_000));
    assertThat(totals(org, NOVEMBER).get(Metric.RUNS)).isEqualByComparingTo("11");
    assertThat(totals(org, Period.parse("2026-12")).get(Metric.RUNS)).isEqualByComparingTo("100");
    assertThat(totals(org, Period.parse("2026-10")).get(Metric.RUNS)).isEqualByComparingTo("1000");
  }

  @Test
  void isUndoneWithItsTransaction() {
    assertThatThrownBy(
            () ->
                changing(
                    org,
                    () -> {
                      world.usage().record(usage(org, "undone", Metric.RUNS, "1", MIDDLE));
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(totals(org, NOVEMBER)).isEmpty();
  }

  @Test
  void refusesToWriteOutsideOfATransaction() {
    UsageRecord usage = usage(org, "lost", Metric.RUNS, "1", MIDDLE);
    assertThatThrownBy(() -> world.usage().record(usage)).isInstanceOf(RuntimeException.class);
    assertThat(totals(org, NOVEMBER)).isEmpty();
  }

  private static UsageRecord usage(
      OrgId org, String key, Metric metric, String amount, Instant at) {
    return new UsageRecord(org, key, metric, new BigDecimal(amount), at);
  }

  private void record(OrgId where, String key, Metric metric, String amount, Instant at) {
    changing(where, () -> world.usage().record(usage(where, key, metric, amount, at)));
  }

  private Map<Metric, BigDecimal> totals(OrgId where, Period period) {
    return read(where, () -> world.usage().totals(where, period));
  }
}
