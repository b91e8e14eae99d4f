package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JWSHeader;
import dev.cofferdam.domain.access.Refusal;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Public keys of an issuer, kept from one reading to the next. Whoever needs a reading joins the
 * one under way, and none begins within {@link #REST} of the last one's end, whatever tokens come.
 *
 * <ul>
 *   <li>Keys are read anew behind the scenes when they are older than {@link #FRESH}.
 *   <li>A key that isn't known is looked for once in a new reading, so that an issuer can change
 *       keys at any time.
 *   <li>An issuer that nobody used for {@link #IDLE} is asked before its keys are used again.
 *   <li>Where the issuer does not answer, its last keys are used for up to {@link #STALE}, and then
 *       nobody gets in by them.
 *   <li>A request waits for a reading no longer than {@link #PATIENCE}, and only {@link
 *       #MAX_WAITING} requests do so at once.
 * </ul>
 */
final class PublishedKeys implements IssuerKeys {
  static final Duration REST = Duration.ofSeconds(5);
  static final Duration FRESH = Duration.ofMinutes(5);
  static final Duration IDLE = Duration.ofMinutes(15);
  static final Duration STALE = Duration.ofHours(24);
  static final Duration PATIENCE = Duration.ofSeconds(3);
  static final int MAX_WAITING = 8;
  private static final System.Logger LOG = System.getLogger(PublishedKeys.class.getName());

  private final String issuer;
  private final Supplier<CompletableFuture<KeySet>> source;
  private final Duration patience;
  private final Clock clock;
  private final Semaphore waiting = new Semaphore(MAX_WAITING);
  private final Object readings = new Object();
  private volatile Seen seen = new Seen(KeySet.EMPTY, Instant.EPOCH, Instant.EPOCH, true);
  private @Nullable CompletableFuture<Seen> underWay;

  /**
   * @param readAt when the keys were read
   * @param triedAt when they were to be read last
   * @param failed whether that came to nothing
   */
  private record Seen(KeySet keys, Instant readAt, Instant triedAt, boolean failed) {}

  PublishedKeys(
      String issuer, Supplier<CompletableFuture<KeySet>> source, Duration patience, Clock clock) {
    this.issuer = issuer;
    this.source = source;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public Optional<VerificationKey> find(JWSHeader header) {
    Seen now = seen;
    Optional<VerificationKey> key = usable(now).find(header);
    if (key.isPresent() && !isOlder(now.triedAt(), IDLE)) {
      refreshBehindTheScenes(now);
      return key;
    }
    boolean told = awaitReading();
    key = usable(seen).find(header);
    if (key.isEmpty() && !told) {
      throw Refusal.unavailable(
          "issuer_unavailable", "The keys of this token's issuer can't be had now.");
    }
    return key;
  }

  @Override
  public boolean isCurrent(VerificationKey key) {
    Seen now = seen;
    boolean current = !isOlder(now.triedAt(), IDLE) && usable(now).has(key);
    if (current) {
      refreshBehindTheScenes(now);
    }
    return current;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what comes of it, keep() has taken note of
  private void refreshBehindTheScenes(Seen now) {
    if (isOlder(now.readAt(), FRESH)) {
      beginOrJoin();
    }
  }

  private KeySet usable(Seen then) {
    return isOlder(then.readAt(), STALE) ? KeySet.EMPTY : then.keys();
  }

  private boolean isOlder(Instant instant, Duration age) {
    return Duration.between(instant, clock.instant()).abs().compareTo(age) >= 0;
  }

  /** Returns whether the issuer has told its keys just now. */
  private boolean awaitReading() {
    CompletableFuture<Seen> reading = beginOrJoin();
    if (!reading.isDone()) {
      if (!waiting.tryAcquire()) {
        return false;
      }
      try {
        reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException slow) {
        return false;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        waiting.release();
      }
    }
    return !seen.failed();
  }

  private CompletableFuture<Seen> beginOrJoin() {
    synchronized (readings) {
      if (underWay != null) {
        return underWay;
      }
      if (!isOlder(seen.triedAt(), REST)) {
        return CompletableFuture.completedFuture(seen);
      }
      CompletableFuture<Seen> reading = source.get().handle(this::keep);
      underWay = reading.isDone() ? null : reading;
      return reading;
    }
  }

  private Seen keep(@Nullable KeySet read, @Nullable Throwable failure) {
    synchronized (readings) {
      Instant now = clock.instant();
      Seen before = seen;
      if (read != null) {
        if (before.failed() && before.triedAt().isAfter(Instant.EPOCH)) {
          LOG.log(Level.INFO, "The keys of {0} can be read again", issuer);
        }
        seen = new Seen(read, now, now, false);
      } else {
        if (!before.failed() || before.triedAt().equals(Instant.EPOCH)) {
          LOG.log(Level.WARNING, "The keys of {0} can''t be read: {1}", issuer, failure);
        }
        seen = new Seen(before.keys(), before.readAt(), now, true);
      }
      underWay = null;
      return seen;
    }
  }
}
