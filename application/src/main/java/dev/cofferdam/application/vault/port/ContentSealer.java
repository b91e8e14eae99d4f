package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.vault.ContentPlace;
import dev.cofferdam.domain.vault.SecretValue;

/**
 * Seals pieces of what is too large for the database, each content under a key of its own, so that
 * rotating an org's key need not touch them: that seals the contents' keys anew.
 *
 * <p>It guarantees secrecy and integrity of a piece, and that it opens only with its content's key
 * and at its place.
 */
public interface ContentSealer {
  /** A key that nobody has had, to be sealed under the org's. */
  SecretValue newKey();

  SealedBytes seal(SecretValue key, ContentPlace place, byte[] clear);

  /**
   * @throws dev.cofferdam.application.access.port.SealBroken for what was changed, or sealed with
   *     another key or for another place
   */
  byte[] open(SecretValue key, ContentPlace place, SealedBytes sealed);
}
