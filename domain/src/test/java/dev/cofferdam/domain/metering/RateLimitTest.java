package dev.cofferdam.domain.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateLimitTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "99, 9, 4",
    "1000, 100, 50",
    "100000, 200, 100",
    "7200000, 200, 100",
    "72000000, 2000, 1000",
    "1000000000, 27777, 13888"
  })
  void aBatchIsATenthAndNoMoreThanComesBackInATenthOfASecond(long quota, long batch, long lease) {
    RateLimit limit = new RateLimit("org", quota, Duration.ofHours(1));
    assertThat(limit.batch()).isEqualTo(batch);
    assertThat(limit.lease()).isEqualTo(lease);
  }

  @Test
  void halfIsNeverNothing() {
    RateLimit one = new RateLimit("org", 1, Duration.ofHours(1));
    assertThat(one.half("credential")).isEqualTo(new RateLimit("credential", 1, one.window()));
  }
}
