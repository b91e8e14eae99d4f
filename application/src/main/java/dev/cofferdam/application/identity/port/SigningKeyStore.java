package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.access.port.SealedBytes;
import java.time.Instant;
import java.util.List;

/** Keys that access tokens are signed with; their private halves are sealed. */
public interface SigningKeyStore {
  /** Newest first. */
  List<SigningKey> all();

  /**
   * Adds {@code key}, unless there is one already; two processes that start at once agree on one.
   *
   * @return the newest key there is now
   */
  SigningKey addFirst(SigningKey key);

  /**
   * Adds {@code key}, unless there is one made after {@code than}; of two processes that rotate at
   * once one adds its key.
   *
   * @return whether it was added
   */
  boolean addUnlessNewer(SigningKey key, Instant than);

  /** Removes a key: what it signed is worth nothing any more. One that is not there is no error. */
  void remove(String kid);

  /**
   * @param sealedJwk the private JWK, sealed for the purpose of signing under its {@code kid}
   */
  record SigningKey(String kid, SealedBytes sealedJwk, Instant createdAt) {}
}
