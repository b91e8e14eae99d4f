package dev.cofferdam.application.identity.port;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How often something was tried, by key: rows that all processes share. */
public interface AttemptStore {
  /**
   * Finds the attempts under each key, and keeps others from them until the transaction's end.
   *
   * @return something for every key; {@link Attempts#none} where nothing was tried
   */
  Map<String, Attempts> lock(Set<String> keys, Instant now);

  /** Stores attempts under a key that was locked. */
  void put(String key, Attempts attempts);

  /** Forgets what was last tried before an instant. */
  void forget(Instant before);

  /**
   * @param count those that count; not negative
   * @param lastAt when the last one was made
   * @param succeededAt when one last succeeded
   */
  record Attempts(int count, Instant lastAt, Optional<Instant> succeededAt) {
    public Attempts {
      if (count < 0) {
        throw new IllegalArgumentException("count is negative");
      }
    }

    public static Attempts none(Instant now) {
      return new Attempts(0, now, Optional.empty());
    }
  }
}
