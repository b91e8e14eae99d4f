package dev.cofferdam.adapters.tink.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;

/**
 * An org's keyset ready for use.
 *
 * @param from the wrapped form that it came from
 * @param primary the key that seals
 * @param share what the org's share seals with; empty where the keyset has none yet
 */
record OrgKeyset(
    WrappedKeyset from, KeysetHandle keyset, Aead aead, OrgKeyId primary, Optional<Aead> share) {
  private static final long BITS = 0xffff_ffffL;

  static OrgKeyset of(WrappedKeyset from, KeysetHandle keyset, Optional<Aead> share)
      throws GeneralSecurityException {
    Aead aead = keyset.getPrimitive(TinkConfig2026.get(), Aead.class);
    return new OrgKeyset(from, keyset, aead, primaryOf(keyset), share);
  }

  /** A keyset of one new key. */
  static KeysetHandle first() {
    try {
      return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TinkConfig2026.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset can't be made", e);
    }
  }

  /** All keys of this one, and a new primary key whose id is none of {@code taken}. */
  @AccessesPartialKey
  KeysetHandle withNewPrimary(Set<OrgKeyId> taken) {
    KeysetHandle fresh = first();
    while (taken.contains(primaryOf(fresh))) {
      fresh = first();
    }
    try {
      return KeysetHandle.newBuilder(keyset)
          .addEntry(KeysetHandle.importKey(fresh.getPrimary().getKey()).makePrimary())
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key can't be added", e);
    }
  }

  /** The primary key alone. */
  KeysetHandle withPrimaryAlone() {
    try {
      KeysetHandle.Builder alone = KeysetHandle.newBuilder(keyset);
      for (int i = alone.size() - 1; i >= 0; i--) {
        if (!alone.getAt(i).isPrimary()) {
          alone.deleteAt(i);
        }
      }
      return alone.build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("keys can't be taken out", e);
    }
  }

  static OrgKeyId primaryOf(KeysetHandle keyset) {
    return new OrgKeyId(keyset.getPrimary().getId() & BITS);
  }

  @Override
  public String toString() {
    return "OrgKeyset[" + primary + ", [REDACTED]]";
  }
}
