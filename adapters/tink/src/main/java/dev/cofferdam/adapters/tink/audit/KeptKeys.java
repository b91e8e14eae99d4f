package dev.cofferdam.adapters.tink.audit;

import com.google.crypto.tink.Aead;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** People's keys that were used last, for a while. Safe for use by many threads. */
final class KeptKeys {
  private final Duration lifetime;
  private final Clock clock;
  private final Map<UserId, Kept> keys;

  /**
   * @param aead empty when it is known to be destroyed
   */
  private record Kept(Optional<Aead> aead, Instant since) {}

  KeptKeys(int size, Duration lifetime, Clock clock) {
    this.lifetime = lifetime;
    this.clock = clock;
    this.keys =
        Collections.synchronizedMap(
            new LinkedHashMap<>(16, 0.75f, true) {
              private static final long serialVersionUID = 1;

              @Override
              protected boolean removeEldestEntry(Map.Entry<UserId, Kept> eldest) {
                return size() > size;
              }
            });
  }

  /** What is known of a person's key; empty when it has to be looked up. */
  Optional<Optional<Aead>> find(UserId person) {
    Kept kept = keys.get(person);
    if (kept == null) {
      return Optional.empty();
    }
    Duration age = Duration.between(kept.since(), clock.instant());
    return age.isNegative() || age.compareTo(lifetime) >= 0
        ? Optional.empty()
        : Optional.of(kept.aead());
  }

  void keep(UserId person, Optional<Aead> aead) {
    keys.put(person, new Kept(aead, clock.instant()));
  }

  void forget(UserId person) {
    keys.remove(person);
  }
}
