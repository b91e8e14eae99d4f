package dev.cofferdam.adapters.tink.vault;

import dev.cofferdam.adapters.tink.access.AssociatedData;
import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.security.GeneralSecurityException;

/**
 * Envelope encryption: the master key wraps each org's keyset, and that seals the org's values with
 * AES-256-GCM under a random nonce. The associated data are the label {@code cofferdam/secret} and
 * then org, project and environment (as canonical UUIDs), key, and version (in decimal), see {@link
 * AssociatedData}. A sealed value is 33 bytes longer than the value.
 */
public final class TinkSealer implements Sealer {
  private static final int KEPT_KEYSETS = 4_096;

  private final OrgKeysets keysets;

  public TinkSealer(MasterKey master, OrgKeyStore store) {
    this.keysets = new OrgKeysets(master, store, KEPT_KEYSETS);
  }

  @Override
  public void createOrgKey(OrgId org) {
    keysets.create(org);
  }

  @Override
  public SealedBytes seal(SecretPlace place, SecretValue value) {
    try {
      return SealedBytes.of(keysets.of(place.org()).aead().encrypt(value.reveal(), data(place)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't seal", e);
    }
  }

  /** Looks once more for the org's keyset when a value does not open: it may have been rotated. */
  @Override
  public SecretValue open(SecretPlace place, SealedBytes sealed) {
    OrgKeysets.Unwrapped keyset = keysets.of(place.org());
    try {
      return open(keyset, place, sealed);
    } catch (GeneralSecurityException orRotated) {
      OrgKeysets.Unwrapped now = keysets.reread(place.org(), keyset);
      try {
        return open(now, place, sealed);
      } catch (GeneralSecurityException changed) {
        throw new SealBroken("A version of the secret " + place.name());
      }
    }
  }

  private static SecretValue open(
      OrgKeysets.Unwrapped keyset, SecretPlace place, SealedBytes sealed)
      throws GeneralSecurityException {
    return SecretValue.of(keyset.aead().decrypt(sealed.ciphertext(), data(place)));
  }

  private static byte[] data(SecretPlace place) {
    return AssociatedData.of(
        "cofferdam/secret",
        place.org().toString(),
        place.project().toString(),
        place.environment().toString(),
        place.name().value(),
        Long.toString(place.version()));
  }
}
