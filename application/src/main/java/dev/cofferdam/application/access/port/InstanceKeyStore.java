package dev.cofferdam.application.access.port;

import java.util.Map;
import java.util.Optional;

/** The installation's own keysets by name, wrapped by the master key. */
public interface InstanceKeyStore {
  Optional<Wrapped> find(String name);

  /**
   * Adds the keyset unless there is one of this name; two processes that start at once agree on
   * one.
   *
   * @return the one that is there now
   */
  Wrapped addFirst(String name, Wrapped keyset);

  /** Every keyset, by its name. */
  Map<String, Wrapped> all();

  /**
   * Puts the same keyset, wrapped by another master key, into the place of {@code before}; nothing
   * happens when that is not there any more.
   */
  void replace(String name, Wrapped before, Wrapped after);

  /**
   * @param masterKeyId which master key wrapped it, so that a wrong one can be named
   */
  record Wrapped(String masterKeyId, SealedBytes keyset) {}
}
