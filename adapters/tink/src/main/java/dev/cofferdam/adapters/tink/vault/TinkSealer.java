package dev.cofferdam.adapters.tink.vault;

import dev.cofferdam.adapters.tink.access.AssociatedData;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.FingerprintKeyStore;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;

/**
 * Envelope encryption: the master key wraps each org's keyset, and that seals the org's values with
 * AES-256-GCM under a random nonce. The associated data are the label {@code cofferdam/secret} and
 * then org, project and environment (as canonical UUIDs), key, and version (in decimal), see {@link
 * AssociatedData}. A sealed value is 33 bytes longer than the value: a byte 1, 4 bytes that are the
 * key's id, 12 of nonce and 16 of tag.
 *
 * <p>A fingerprint is HMAC-SHA-256 under a key that is sealed under the org's own. What goes in are
 * the label {@code cofferdam/fingerprint} and then the same parts and the change, and the value.
 */
public final class TinkSealer implements Sealer {
  private final TinkOrgKeyring keyring;
  private final FingerprintKeys fingerprintKeys;

  public TinkSealer(TinkOrgKeyring keyring, FingerprintKeyStore fingerprintKeys) {
    this.keyring = keyring;
    this.fingerprintKeys = new FingerprintKeys(keyring, fingerprintKeys);
  }

  @Override
  public void createOrgKey(OrgId org) {
    keyring.create(org);
    fingerprintKeys.prepare(org);
  }

  @Override
  public void prepareFingerprints(OrgId org) {
    fingerprintKeys.prepare(org);
  }

  @Override
  public Fingerprint fingerprint(SecretPlace place, SecretChange change, SecretValue value) {
    byte[] where =
        AssociatedData.of(
            "cofferdam/fingerprint",
            place.org().toString(),
            place.project().toString(),
            place.environment().toString(),
            place.name().value(),
            Long.toString(place.version()),
            change.code());
    return new Fingerprint(fingerprintKeys.hmac(place.org(), where, value.reveal()));
  }

  @Override
  public SealedBytes seal(SecretPlace place, SecretValue value) {
    return keyring.seal(place, value.reveal());
  }

  @Override
  public SecretValue open(SecretPlace place, SealedBytes sealed) {
    return SecretValue.of(keyring.open(place, sealed));
  }
}
