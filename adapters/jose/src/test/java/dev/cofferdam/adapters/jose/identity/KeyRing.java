package dev.cofferdam.adapters.jose.identity;

import dev.cofferdam.application.identity.port.SigningKeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signing keys that can be rotated, with a count of how often they were read. */
final class KeyRing implements SigningKeyStore {
  private final List<SigningKey> newestFirst = new ArrayList<>();
  private Optional<SigningKey> rival = Optional.empty();
  private int reads;
  private boolean broken;

  @Override
  public List<SigningKey> all() {
    reads++;
    if (broken) {
      throw new IllegalStateException("the database is away");
    }
    return List.copyOf(newestFirst);
  }

  @Override
  public SigningKey addFirst(SigningKey key) {
    if (newestFirst.isEmpty()) {
      newestFirst.add(rival.orElse(key));
    }
    return newestFirst.get(0);
  }

  @Override
  public boolean addUnlessNewer(SigningKey key, Instant than) {
    throw new UnsupportedOperationException("nobody rotates by this ring");
  }

  @Override
  public void remove(String kid) {
    newestFirst.removeIf(key -> key.kid().equals(kid));
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

  void setBroken(boolean broken) {
    this.broken = broken;
  }

  int reads() {
    return reads;
  }
}
