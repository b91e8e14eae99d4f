package dev.cofferdam.application.metering.port;

import dev.cofferdam.domain.metering.RateLimit;
import java.time.Duration;

/**
 * Token buckets that all nodes of the installation share. A bucket is full when it is first asked
 * for. Every call stands for itself: none takes part in a transaction of the thread.
 */
public interface TokenBuckets {
  /**
   * Takes up to {@code want} whole tokens out of a bucket.
   *
   * @param bucket whose requests are counted; up to 200 characters, without secrets
   * @param want at least 1
   */
  Lease take(String bucket, RateLimit limit, long want);

  /** Puts tokens back that were taken and not used; a bucket never holds more than its quota. */
  void giveBack(String bucket, RateLimit limit, long tokens);

  /** Forgets buckets that nobody has taken from for this long, and that are full by then. */
  void forgetIdle(Duration idle);

  /**
   * @param granted 0 to the number that was wanted
   * @param left what is in the bucket now, with fractions
   */
  record Lease(long granted, double left) {}
}
