package dev.cofferdam.application.audit.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.UserId;
import java.util.Optional;

/**
 * Authenticated encryption (AEAD) of what is personal in records that can't be changed: each person
 * has a key, and destroying it makes all of it unreadable at once and for good.
 *
 * <p>It guarantees that bytes open only for the person and the context that they were sealed for,
 * and that nothing opens, nor is sealed, {@link #LAG_SECONDS} after the person's key was destroyed,
 * in any process. It must fail, with {@link dev.cofferdam.application.access.port.SealBroken}, for
 * bytes that were changed or moved.
 */
public interface PersonSealer {
  /** How long other processes may go on with a key that was destroyed. */
  int LAG_SECONDS = 10;

  /**
   * Seals under the person's key, which is made at its first use. Joins the thread's transaction.
   *
   * @param context what the bytes belong to; not secret
   * @return empty once the person's key was destroyed: there is no other
   */
  Optional<SealedBytes> seal(UserId person, String context, byte[] clear);

  /**
   * @return empty when the person's key was destroyed
   */
  Optional<byte[]> open(UserId person, String context, SealedBytes sealed);

  /** Destroys the person's key with the thread's transaction, and lets none be made again. */
  void destroy(UserId person);
}
