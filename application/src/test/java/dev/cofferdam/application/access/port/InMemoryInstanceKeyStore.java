package dev.cofferdam.application.access.port;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The installation's keysets, as long as the test runs, and the only ones that there are. */
public final class InMemoryInstanceKeyStore implements InstanceKeyStore, MasterKeyUses {
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
  public Map<String, Wrapped> all() {
    return Map.copyOf(keysets);
  }

  @Override
  public void replace(String name, Wrapped before, Wrapped after) {
    keysets.replace(name, before, after);
  }

  @Override
  public Map<String, Long> counts() {
    return keysets.values().stream()
        .collect(Collectors.groupingBy(Wrapped::masterKeyId, Collectors.counting()));
  }

  @Override
  public boolean retire(String masterKeyId) {
    return !counts().containsKey(masterKeyId);
  }
}
