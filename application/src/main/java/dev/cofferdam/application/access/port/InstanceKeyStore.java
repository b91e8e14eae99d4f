package dev.cofferdam.application.access.port;

import java.util.Optional;

/** The installation's own keyset, wrapped by the master key. */
public interface InstanceKeyStore {
  Optional<Wrapped> find();

  /**
   * Adds the keyset unless there is one; two processes that start at once agree on one.
   *
   * @return the one that is there now
   */
  Wrapped addFirst(Wrapped keyset);

  /**
   * @param masterKeyId which master key wrapped it
   */
  record Wrapped(String masterKeyId, SealedBytes keyset) {}
}
