package dev.cofferdam.adapters.tink.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.config.TinkConfig2026;
import dev.cofferdam.adapters.tink.access.KeysetPlaces;
import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.vault.OrgKeyShares;
import dev.cofferdam.application.vault.port.KeyShare;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.ids.OrgId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Orgs' keysets, wrapped for their org alone: by the org's share, and that by the master key. So it
 * takes the database, the master key and the object store to open one; and the master key can be
 * rotated without the share.
 */
final class KeysetWrapping {
  private final MasterKey master;
  private final OrgKeyShares shares;
  private final SecureRandom random = new SecureRandom();

  KeysetWrapping(MasterKey master, OrgKeyShares shares) {
    this.master = master;
    this.shares = shares;
  }

  /** The org's share, made where there is none. */
  Aead shareOf(OrgId org) {
    return ShareAead.of(shares.findOrKeep(org, this::newShare));
  }

  private KeyShare newShare() {
    byte[] bytes = new byte[KeyShare.BYTES];
    random.nextBytes(bytes);
    return KeyShare.of(bytes);
  }

  /** An org's first keyset. */
  WrappedKeyset wrap(OrgId org, KeysetHandle keyset, Aead share) {
    MasterKey.Wrapping wrapped = shared(org, keyset, share);
    return WrappedKeyset.first(wrapped.masterKeyId(), wrapped.keyset(), true);
  }

  /** What takes the place of a keyset; with a share where that has one. */
  WrappedKeyset wrapInsteadOf(OrgKeyset before, OrgId org, KeysetHandle keyset) {
    MasterKey.Wrapping wrapped =
        before
            .share()
            .map(share -> shared(org, keyset, share))
            .orElseGet(() -> master.wrap(keyset, KeysetPlaces.ofOrg(org)));
    return before.from().next(wrapped.masterKeyId(), wrapped.keyset(), before.share().isPresent());
  }

  /** The same keyset with a share. */
  WrappedKeyset share(OrgKeyset before, OrgId org) {
    MasterKey.Wrapping wrapped = shared(org, before.keyset(), shareOf(org));
    return before.from().next(wrapped.masterKeyId(), wrapped.keyset(), true);
  }

  private MasterKey.Wrapping shared(OrgId org, KeysetHandle keyset, Aead share) {
    try {
      byte[] inside =
          TinkProtoKeysetFormat.serializeEncryptedKeyset(
              keyset, share, KeysetPlaces.insideOfSharedOrg(org), TinkConfig2026.get());
      return master.seal(inside, KeysetPlaces.ofSharedOrg(org));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset can't be wrapped", e);
    }
  }

  /**
   * @param known the org's share, if it is known already
   * @throws SealBroken when it was changed, is another org's, or its share is gone
   */
  OrgKeyset unwrap(OrgId org, WrappedKeyset wrapped, Optional<Aead> known) {
    try {
      if (!wrapped.shared()) {
        KeysetHandle keyset =
            master.unwrap(
                what(org), wrapped.masterKeyId(), wrapped.keyset(), KeysetPlaces.ofOrg(org));
        return OrgKeyset.of(wrapped, keyset, Optional.empty());
      }
      byte[] inside =
          master.open(
              what(org), wrapped.masterKeyId(), wrapped.keyset(), KeysetPlaces.ofSharedOrg(org));
      Aead share = known.orElseGet(() -> kept(org));
      KeysetHandle keyset =
          TinkProtoKeysetFormat.parseEncryptedKeyset(
              inside, share, KeysetPlaces.insideOfSharedOrg(org), TinkConfig2026.get());
      return OrgKeyset.of(wrapped, keyset, Optional.of(share));
    } catch (GeneralSecurityException e) {
      throw new SealBroken(what(org));
    }
  }

  private Aead kept(OrgId org) {
    return shares
        .find(org)
        .map(ShareAead::of)
        .orElseThrow(() -> new SealBroken(what(org) + ", whose share is not in the object store,"));
  }

  static String what(OrgId org) {
    return "The keyset of the org " + org;
  }
}
