package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.metering.RateLimiter;
import dev.cofferdam.domain.metering.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes with a memory and a pool each, on one database, hold to one limit together. */
class RateLimitOfTwoNodesTest {
  /** So slow to fill up again that the test sees nothing of it. */
  private static final RateLimit LIMIT = new RateLimit("org", 200, Duration.ofDays(1));

  private static final int ASKED = 400;

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  private final Clock clock = Clock.systemUTC();

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @Test
  void admitTheQuotaAndOneBatchAtMost() throws Exception {
    try (RateLimiter one = node();
        RateLimiter other = node()) {
      AtomicInteger admitted = new AtomicInteger();
      List<Runnable> callers =
          IntStream.range(0, 4)
              .<Runnable>mapToObj(i -> () -> ask(i % 2 == 0 ? one : other, admitted))
              .toList();

      assertThat(Race.outcomes(callers)).containsOnly("done");

      assertThat((long) admitted.get())
          .isBetween(LIMIT.quota() - 2 * LIMIT.lease(), LIMIT.quota() + LIMIT.batch());
    }
  }

  private static void ask(RateLimiter node, AtomicInteger admitted) {
    for (int i = 0; i < ASKED; i++) {
      if (node.admit("a", LIMIT).admitted()) {
        admitted.incrementAndGet();
      }
    }
  }

  private RateLimiter node() {
    return new RateLimiter(new JdbiWorld(DATABASE, clock).tokenBuckets(), clock);
  }
}
