package dev.cofferdam.application.metering;

import dev.cofferdam.application.metering.port.TokenBuckets;
import dev.cofferdam.domain.metering.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds requests to a limit that all nodes share. Tokens are leased from the shared bucket in
 * batches and spent in memory, so that most requests ask nobody; what a node took and did not use
 * goes back after {@link #LEASE}, and what a dead node had is lost to the caller, never won. Safe
 * for use by many threads.
 */
public final class RateLimiter implements AutoCloseable {
  /** How long leased tokens may be spent. */
  static final Duration LEASE = Duration.ofSeconds(10);

  /**
   * A bucket known to be empty is asked again after this long at the latest: others may have given
   * tokens back.
   */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final int MOST_BUCKETS = 50_000;

  private final TokenBuckets shared;
  private final Clock clock;
  private final Map<String, Leased> leases = new ConcurrentHashMap<>();

  public RateLimiter(TokenBuckets shared, Clock clock) {
    this.shared = shared;
    this.clock = clock;
  }

  /**
   * Whether a request may go on, and what is left.
   *
   * @param remaining as far as this node knows
   * @param retryAfter when the next request has a chance; zero where this one may go on
   * @param fullAfter when all of the quota is there again if nobody asks
   */
  public record Decision(
      RateLimit limit, boolean admitted, long remaining, Duration retryAfter, Duration fullAfter) {}

  /** Spends a token of {@code bucket}, if there is one. */
  public Decision admit(String bucket, RateLimit limit) {
    if (leases.size() >= MOST_BUCKETS && !leases.containsKey(bucket)) {
      return new Leased(bucket, limit, 1).admit(limit);
    }
    while (true) {
      Leased leased =
          leases.computeIfAbsent(bucket, name -> new Leased(name, limit, limit.lease()));
      synchronized (leased) {
        if (!leased.retired) {
          return leased.admit(limit);
        }
      }
      leases.remove(bucket, leased);
    }
  }

  /** Gives back what was not used in time. To be called every few seconds. */
  public void sweep() {
    Instant now = clock.instant();
    leases.values().forEach(leased -> retire(leased, now.minus(LEASE)));
  }

  /** Gives everything back. */
  @Override
  public void close() {
    leases.values().forEach(leased -> retire(leased, Instant.MAX));
  }

  private void retire(Leased leased, Instant asOf) {
    synchronized (leased) {
      if (!leased.retired && leased.leasedAt.isBefore(asOf)) {
        leased.retired = true;
        leases.remove(leased.bucket, leased);
        if (leased.tokens > 0) {
          shared.giveBack(leased.bucket, leased.limit, leased.tokens);
        }
      }
    }
  }

  /** One bucket's tokens on this node; guarded by itself. */
  private final class Leased {
    private final String bucket;
    private final long batch;
    private RateLimit limit;
    private long tokens;
    private double left;
    private Instant leasedAt = clock.instant();
    private Instant nextToken = Instant.MIN;
    private Instant askAgain = Instant.MIN;
    private boolean retired;

    /**
     * @param batch tokens to lease at once
     */
    Leased(String bucket, RateLimit limit, long batch) {
      this.bucket = bucket;
      this.batch = batch;
      this.limit = limit;
      this.left = limit.quota();
    }

    Decision admit(RateLimit now) {
      limit = now;
      Instant at = clock.instant();
      if (tokens > 0 && leasedAt.plus(LEASE).isBefore(at)) {
        shared.giveBack(bucket, limit, tokens);
        tokens = 0;
      }
      if (tokens == 0 && !askAgain.isAfter(at)) {
        lease(at);
      }
      if (tokens == 0) {
        Duration wait = Duration.between(at, nextToken);
        return new Decision(limit, false, 0, wait, limit.timeFor(limit.quota() - left));
      }
      tokens--;
      long remaining = Math.min(limit.quota(), tokens + (long) left);
      return new Decision(
          limit,
          true,
          remaining,
          Duration.ZERO,
          limit.timeFor((double) (limit.quota() - remaining)));
    }

    private void lease(Instant at) {
      TokenBuckets.Lease lease = shared.take(bucket, limit, batch);
      tokens = lease.granted();
      left = lease.left();
      leasedAt = at;
      if (tokens == 0) {
        Duration wait = limit.timeFor(1 - left);
        nextToken = at.plus(wait);
        askAgain = at.plus(wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE);
      }
    }
  }
}
