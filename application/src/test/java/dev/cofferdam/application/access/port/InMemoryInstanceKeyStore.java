package dev.cofferdam.application.access.port;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The installation's keysets, as long as the test runs. */
public final class InMemoryInstanceKeyStore implements InstanceKeyStore {
  private final Map<String, Wrapped> keysets = new ConcurrentHashMap<>();

  @Override
  public Optional<Wrapped> find(String name) {
    return Optional.ofNullable(keysets.get(name));
  }

  @Override
  public Wrapped addFirst(String name, Wrapped keyset) {
    Wrapped there = keysets.putIfAbsent(name, keyset);
    return there == null ? keyset : there;
  }

  @Override
  public boolean any() {
    return !keysets.isEmpty();
  }
}
