package dev.cofferdam.application.metering.port;

import dev.cofferdam.domain.metering.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Token buckets in memory. */
public final class InMemoryTokenBuckets implements TokenBuckets {
  private final Clock clock;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private int asked;

  public InMemoryTokenBuckets(Clock clock) {
    this.clock = clock;
  }

  private record Bucket(double tokens, Instant refilledAt) {}

  @Override
  public synchronized Lease take(String bucket, RateLimit limit, long want) {
    asked++;
    Instant now = clock.instant();
    Bucket before = buckets.getOrDefault(bucket, new Bucket((double) limit.quota(), now));
    double seconds = Math.max(0, Duration.between(before.refilledAt(), now).toNanos() / 1e9);
    double tokens = Math.min((double) limit.quota(), before.tokens() + seconds * limit.perSecond());
    long granted = Math.min(want, (long) Math.floor(tokens));
    buckets.put(bucket, new Bucket(tokens - (double) granted, now));
    return new Lease(granted, tokens - (double) granted);
  }

  @Override
  public synchronized void giveBack(String bucket, RateLimit limit, long tokens) {
    buckets.computeIfPresent(
        bucket,
        (name, before) ->
            new Bucket(
                Math.min((double) limit.quota(), before.tokens() + (double) tokens),
                before.refilledAt()));
  }

  @Override
  public synchronized void forgetIdle(Duration idle) {
    Instant horizon = clock.instant().minus(idle);
    buckets.values().removeIf(bucket -> bucket.refilledAt().isBefore(horizon));
  }

  /** How often somebody took. */
  public synchronized int asked() {
    return asked;
  }
}
