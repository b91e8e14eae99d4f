package dev.cofferdam.application.vault;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Entries within a bound of bytes, about; those that were used last stay. Not thread-safe. */
final class RecentEntries {
  /** About what an entry takes besides a sealed value's bytes. */
  static final int ENTRY_BYTES = 600;

  private final long maxBytes;
  private final Map<MemoryKey<?>, Object> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  RecentEntries(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A value that takes more than others. */
  interface Weighed {
    /** In bytes, about. */
    long weight();
  }

  <T> Optional<T> get(MemoryKey<T> key) {
    return Optional.ofNullable(entries.get(key)).map(key.type()::cast);
  }

  <T> void put(MemoryKey<T> key, T value) {
    Object before = entries.put(key, value);
    bytes += weight(value) - (before == null ? 0 : weight(before));
  }

  void remove(MemoryKey<?> key) {
    Object before = entries.remove(key);
    bytes -= before == null ? 0 : weight(before);
  }

  /** Lets go of what was not used for the longest time, until the rest is within the bound. */
  void makeRoom() {
    Iterator<Object> eldest = entries.values().iterator();
    while (bytes > maxBytes && eldest.hasNext()) {
      bytes -= weight(eldest.next());
      eldest.remove();
    }
  }

  long bytes() {
    return bytes;
  }

  private static long weight(Object value) {
    return value instanceof Weighed weighed ? weighed.weight() : ENTRY_BYTES;
  }
}
