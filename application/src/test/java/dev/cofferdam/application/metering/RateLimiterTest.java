package dev.cofferdam.application.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.metering.RateLimiter.Decision;
import dev.cofferdam.application.metering.port.InMemoryTokenBuckets;
import dev.cofferdam.application.world.MovableClock;
import dev.cofferdam.domain.metering.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class RateLimiterTest {
  private static final RateLimit HUNDRED = new RateLimit("org", 100, Duration.ofMinutes(1));

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final InMemoryTokenBuckets shared = new InMemoryTokenBuckets(clock);
  private final RateLimiter node = new RateLimiter(shared, clock);
  private final RateLimiter other = new RateLimiter(shared, clock);

  @Test
  void admitsTheQuotaAndSaysWhenToComeAgain() {
    for (int i = 0; i < 100; i++) {
      Decision decision = node.admit("a", HUNDRED);
      assertThat(decision.admitted()).isTrue();
      assertThat(decision.remaining()).isEqualTo(99 - i);
    }
    Decision refused = node.admit("a", HUNDRED);
    assertThat(refused.admitted()).isFalse();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(600));
    clock.advance(refused.retryAfter());
    assertThat(node.admit("a", HUNDRED).admitted()).isTrue();
  }

  @Test
  void twoNodesBurstByNoMoreThanOneBatchOverTheQuota() {
    RateLimit quick = new RateLimit("org", 100, Duration.ofSeconds(1));
    node.admit("a", quick);
    other.admit("a", quick);
    clock.advance(Duration.ofSeconds(5));
    long burst = 0;
    for (int i = 0; i < 1_000; i++) {
      burst += admits(i % 2 == 0 ? node : other, quick) ? 1 : 0;
    }
    assertThat(burst).isBetween(100L, 100 + quick.batch());
  }

  @Test
  void asksTheSharedBucketOnceALease() {
    assertThat(HUNDRED.lease()).isEqualTo(5);
    for (int i = 0; i < 100; i++) {
      node.admit("a", HUNDRED);
    }
    assertThat(shared.asked()).isEqualTo(20);
    for (int i = 0; i < 1_000; i++) {
      node.admit("a", HUNDRED);
    }
    assertThat(shared.asked()).as("an empty bucket is not asked over and over").isEqualTo(21);
  }

  @Test
  void givesBackWhatItDidNotUse() {
    node.admit("a", HUNDRED);
    clock.advance(RateLimiter.LEASE.plusMillis(1));
    node.sweep();
    int admitted = 0;
    while (other.admit("a", HUNDRED).admitted()) {
      admitted++;
    }
    assertThat(admitted).isEqualTo(100);
    node.admit("b", HUNDRED);
    node.close();
    admitted = 0;
    while (other.admit("b", HUNDRED).admitted()) {
      admitted++;
    }
    assertThat(admitted).isEqualTo(99);
  }

  @Test
  void tellsTheTrueWaitWhereItIsLong() {
    RateLimit rare = new RateLimit("rare", 1, Duration.ofHours(1));
    assertThat(node.admit("a", rare).admitted()).isTrue();
    assertThat(node.admit("a", rare).retryAfter()).isEqualTo(Duration.ofHours(1));
    clock.advance(Duration.ofMinutes(30));
    assertThat(node.admit("a", rare).retryAfter()).isEqualTo(Duration.ofMinutes(30));
  }

  /** Each step is a request at one of two nodes, or a pause of so many milliseconds. */
  @Property(tries = 300)
  void twoNodesNeverAdmitMoreThanTheBucketHadAndOneBatch(
      @ForAll @IntRange(min = 1, max = 60) int quota,
      @ForAll @Size(max = 400) List<@IntRange(min = -40, max = 2_000) Integer> steps) {
    // All tries have one instance of this class, and each wants buckets of its own.
    new RateLimiterTest().admitNoMore(quota, steps);
  }

  private void admitNoMore(int quota, List<Integer> steps) {
    RateLimit limit = new RateLimit("org", quota, Duration.ofSeconds(10));
    MovableClock time = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
    InMemoryTokenBuckets buckets = new InMemoryTokenBuckets(time);
    RateLimiter one = new RateLimiter(buckets, time);
    RateLimiter two = new RateLimiter(buckets, time);
    long admitted = 0;
    long pausedMillis = 0;
    for (int step : steps) {
      if (step > 1_900) {
        one.sweep();
      } else if (step > 40) {
        time.advance(Duration.ofMillis(step - 40));
        pausedMillis += step - 40;
      } else if ((step & 1) == 0 ? admits(one, limit) : admits(two, limit)) {
        admitted++;
      }
    }
    double most = quota + pausedMillis / 1e3 * limit.perSecond() + limit.batch();
    assertThat((double) admitted).isLessThanOrEqualTo(most);
  }

  private static boolean admits(RateLimiter limiter, RateLimit limit) {
    return limiter.admit("a", limit).admitted();
  }
}
