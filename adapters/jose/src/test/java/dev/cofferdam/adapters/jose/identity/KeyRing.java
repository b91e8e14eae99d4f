package dev.cofferdam.adapters.jose.identity;

import dev.cofferdam.application.identity.port.SigningKeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signing keys that can be rotated, with a count of how often they were read. */
final class KeyRing implements SigningKeyStore {
  private final List<SigningKey> newestFirst = new ArrayList<>();
  private Optional<SigningKey> rival = Optional.empty();
  private int reads;

  @Override
  public List<SigningKey> all() {
    reads++;
    return List.copyOf(newestFirst);
  }

  @Override
  public SigningKey addFirst(SigningKey key) {
    if (newestFirst.isEmpty()) {
      newestFirst.add(rival.orElse(key));
    }
    return newestFirst.get(0);
  }

  /** Lets another process's key come in just before the next one that is added. */
  void expectRival(SigningKey key) {
    rival = Optional.of(key);
  }

  /** Puts a newer key in front, as rotation does. */
  void rotate(SigningKey key) {
    newestFirst.add(0, key);
  }

  /** Leaves one key, as after a leak. */
  void replaceAll(SigningKey key) {
    newestFirst.clear();
    newestFirst.add(key);
  }

  int reads() {
    return reads;
  }
}
