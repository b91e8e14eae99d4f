package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;

/**
 * Seals secrets: each under its org's key, bound to the place where it lives.
 *
 * <p>It guarantees secrecy and integrity of the value, and that it opens only at the very place and
 * version that it was sealed for. It must fail, with {@link
 * dev.cofferdam.application.access.port.SealBroken}, for a value that was changed, or moved to
 * another row, version, environment or org; the place's text is encoded without ambiguity.
 */
public interface Sealer {
  /** Makes an org's key, and that of its fingerprints, in the thread's transaction. */
  void createOrgKey(OrgId org);

  /** Makes the key of an org's fingerprints where there is none, in the thread's transaction. */
  void prepareFingerprints(OrgId org);

  SealedBytes seal(SecretPlace place, SecretValue value);

  SecretValue open(SecretPlace place, SealedBytes sealed);

  /**
   * What tells this value at this place from any other, under a key of the org's own: the same
   * whenever it is made, whatever key seals the value by then, and made by nobody without that key,
   * which goes with the org's.
   *
   * @throws dev.cofferdam.application.access.port.SealBroken when the org has no such key, or one
   *     that was changed
   */
  Fingerprint fingerprint(SecretPlace place, SecretChange change, SecretValue value);
}
