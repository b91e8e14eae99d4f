package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.vault.OrgPlace;

/**
 * Seals what an org has besides secrets: under its key, bound to its place, as {@link Sealer} does.
 */
public interface OrgSealer {
  SealedBytes seal(OrgPlace place, byte[] clear);

  /**
   * @throws dev.cofferdam.application.access.port.SealBroken for what was changed, or sealed for
   *     another place
   */
  byte[] open(OrgPlace place, SealedBytes sealed);
}
