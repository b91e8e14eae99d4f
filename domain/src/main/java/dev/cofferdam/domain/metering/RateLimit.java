package dev.cofferdam.domain.metering;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How many requests there may be: a token bucket that holds {@code quota} tokens when full and
 * fills up evenly within {@code window}. So after a pause as many as {@code quota} may come at
 * once, and in the long run no more than {@code quota} in each window.
 *
 * @param name of the policy, as it stands in the {@code RateLimit-Policy} header; lower-case words
 * @param quota at least 1
 */
public record RateLimit(String name, long quota, Duration window) {
  private static final Pattern NAME = Pattern.compile("[a-z]+");
  private static final long SMALLEST_PART = 10;
  private static final long LARGEST_BATCH = 200;

  /** A node that spends all that there is asks for more at most twenty times a second. */
  private static final double BATCH_SECONDS = 0.1;

  public RateLimit {
    if (!NAME.matcher(name).matches() || quota < 1 || window.isZero() || window.isNegative()) {
      throw new IllegalArgumentException("a rate limit has a name, a quota and a window");
    }
  }

  /** What one credential may use of this: half, so that none takes everything from the others. */
  public RateLimit half(String newName) {
    return new RateLimit(newName, Math.max(1, quota / 2), window);
  }

  /** Tokens that come back in a second. */
  public double perSecond() {
    return quota / (window.toNanos() / 1e9);
  }

  /**
   * By how much two nodes together may be over the limit at any moment: a tenth of the quota, from
   * 1 to 200, or to what comes back in a tenth of a second where that is more.
   */
  public long batch() {
    long most = Math.max(LARGEST_BATCH, (long) (perSecond() * BATCH_SECONDS));
    return Math.max(1, Math.min(quota / SMALLEST_PART, most));
  }

  /** How many tokens a node leases at once: half a batch. */
  public long lease() {
    return Math.max(1, batch() / 2);
  }

  /** How long until this many tokens have come back, rounded up to the nanosecond. */
  public Duration timeFor(double tokens) {
    return tokens <= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil(tokens / perSecond() * 1e9));
  }
}
