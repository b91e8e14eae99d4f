package dev.cofferdam.application.audit.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.UserId;
import java.util.List;
import java.util.Optional;

/** Keysets of people, wrapped by the master key. */
public interface PersonKeyStore {
  /** Empty when the person has none, or has none any more. */
  Optional<Key> find(UserId person);

  /**
   * Puts a keyset into the thread's transaction, unless the person has one or had one that was
   * destroyed. Waits for others who do the same at the same time.
   *
   * @return the one that is there now; empty when it was destroyed
   */
  Optional<Key> addFirst(UserId person, Key key);

  /** People whose keyset another master key wrapped than this one. */
  List<UserId> notWrappedBy(String masterKeyId, int limit);

  /**
   * Puts the same keyset, wrapped by another master key, into the place of {@code before}, with the
   * thread's transaction; nothing happens when that is not there any more.
   */
  void replace(UserId person, Key before, Key after);

  /** Destroys the person's keyset with the thread's transaction; there can never be another. */
  void destroy(UserId person);

  /**
   * @param masterKeyId which master key wrapped it, so that a wrong one can be named
   */
  record Key(String masterKeyId, SealedBytes keyset) {}
}
