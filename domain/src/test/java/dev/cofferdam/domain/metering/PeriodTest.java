package dev.cofferdam.domain.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeriodTest {
  @Test
  void isAMonthInUtc() {
    Period november = Period.parse("2026-11");
    assertThat(november.start()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
    assertThat(november.end()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    assertThat(november).hasToString("2026-11");
  }

  @Property
  void holdsEveryMomentInExactlyOneMonth(
      @ForAll @LongRange(min = 0, max = 253_402_300_799L) long second) {
    Instant at = Instant.ofEpochSecond(second);
    Period period = Period.of(at);
    assertThat(at).isAfterOrEqualTo(period.start()).isBefore(period.end());
    assertThat(Period.of(period.end())).isNotEqualTo(period);
    assertThat(Period.of(period.end()).start()).isEqualTo(period.end());
    assertThat(Period.of(period.end().minusNanos(1))).isEqualTo(period);
    assertThat(Period.parse(period.toString())).isEqualTo(period);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026-1",
        "2026-13",
        "2026-00",
        "2026-11-01",
        " 2026-11",
        "2026-11\n",
        "1969-12",
        "0000-01",
        "-2026-11",
        "+10000-01",
        "+999999999-12",
        "２０２６-11",
        "november"
      })
  void refuses(String text) {
    assertThatThrownBy(() -> Period.parse(text))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("invalid_field"));
  }

  @Property
  void refusesInOurWords(@ForAll String text) {
    try {
      assertThat(Period.parse(text)).hasToString(text);
    } catch (Refusal refused) {
      assertThat(refused.code()).isEqualTo("invalid_field");
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void readsMetricsAsItWritesThem(Metric metric) {
    assertThat(Metric.ofCode(metric.code())).isEqualTo(metric);
  }
}
