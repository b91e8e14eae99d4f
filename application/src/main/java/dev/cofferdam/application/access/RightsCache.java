package dev.cofferdam.application.access;

import dev.cofferdam.application.access.port.Revocation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What this process remembers of credentials and roles, so that checking one asks nobody.
 *
 * <p>It gives nothing away that was ended more than {@link #FRESH} ago, whatever is cut off from
 * whatever: what it remembers is used only while whoever hears of revocations has proved, within
 * that time, to have heard of all until then. Otherwise it remembers nothing, and every caller has
 * to ask. Nothing is used for longer than {@link #MAX_AGE} either, for changes by hand that nobody
 * tells of. Safe for use by many threads.
 */
public final class RightsCache {
  /** How old the proof may be that this process hears of revocations. */
  public static final Duration FRESH = Duration.ofSeconds(1);

  static final Duration MAX_AGE = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private final int capacity;
  private final Map<Object, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private Optional<Long> heardAt = Optional.empty();
  private long revocations;

  /**
   * @param capacity entries at most; those not used for longest go first
   * @param nanos time that never jumps, such as {@link System#nanoTime}
   */
  public RightsCache(int capacity, LongSupplier nanos) {
    this.capacity = capacity;
    this.nanos = nanos;
  }

  private record Entry(Object value, Set<Revocation> endedBy, long keptAt) {}

  /** A look at the truth that began when {@code revocations} had been heard of. */
  public record Look(long revocations, long beganAt) {}

  /** The time that {@link #heard} counts in. */
  public long ticks() {
    return nanos.getAsLong();
  }

  /** Every revocation committed before {@code ticks} has been heard of by now. */
  public synchronized void heard(long ticks) {
    heardAt = Optional.of(ticks);
  }

  /** Nobody hears of revocations any more, or some may have been missed. */
  public synchronized void deaf() {
    heardAt = Optional.empty();
    entries.clear();
    revocations++;
  }

  public synchronized void forget(Revocation revocation) {
    entries.values().removeIf(entry -> entry.endedBy().contains(revocation));
    revocations++;
  }

  /** To be called before the truth is asked for something that {@link #keep} is to remember. */
  public synchronized Look look() {
    return new Look(revocations, nanos.getAsLong());
  }

  /**
   * Remembers something, unless it may have been ended since the look began.
   *
   * @param endedBy each revocation that makes it untrue
   */
  public synchronized void keep(Look look, Object key, Object value, Set<Revocation> endedBy) {
    if (look.revocations() != revocations || !isFresh(nanos.getAsLong())) {
      return;
    }
    entries.put(key, new Entry(value, Set.copyOf(endedBy), look.beganAt()));
    if (entries.size() > capacity) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  /** What is remembered under a key; empty when the truth has to be asked. */
  public synchronized <V> Optional<V> find(Object key, Class<V> type) {
    long now = nanos.getAsLong();
    Entry entry = isFresh(now) ? entries.get(key) : null;
    if (entry == null || now - entry.keptAt() >= MAX_AGE.toNanos()) {
      return Optional.empty();
    }
    return Optional.of(type.cast(entry.value()));
  }

  private boolean isFresh(long now) {
    return heardAt.filter(at -> now - at < FRESH.toNanos()).isPresent();
  }
}
