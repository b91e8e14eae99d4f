package dev.cofferdam.adapters.tink.vault;

import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.vault.port.FingerprintKeyStore;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.ids.OrgId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Orgs' keys for HMAC-SHA-256 (RFC 2104), 256 bits each. An org's never changes; it is remembered
 * with the keyset that opened it, and so for no longer than that is.
 */
final class FingerprintKeys {
  private static final String HMAC = "HmacSHA256";
  private static final int BYTES = 32;
  private static final int KEPT = 4_096;

  private final TinkOrgKeyring keyring;
  private final FingerprintKeyStore store;
  private final SecureRandom random = new SecureRandom();
  private final Map<OrgId, Opened> opened =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<OrgId, Opened> eldest) {
              return size() > KEPT;
            }
          });

  private record Opened(WrappedKeyset by, SecretKeySpec key) {}

  FingerprintKeys(TinkOrgKeyring keyring, FingerprintKeyStore store) {
    this.keyring = keyring;
    this.store = store;
    keyring.whenForgotten(opened::remove);
  }

  /** Makes an org's where there is none, in the thread's transaction. */
  void prepare(OrgId org) {
    opened.remove(org);
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    store.addIfAbsent(org, keyring.seal(FingerprintKeyStore.placeOf(org), key));
  }

  /** In hexadecimal. */
  String hmac(OrgId org, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(keyOf(org));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  private SecretKeySpec keyOf(OrgId org) {
    WrappedKeyset by = keyring.sealsWith(org);
    Opened kept = opened.get(org);
    if (kept != null && kept.by().equals(by)) {
      return kept.key();
    }
    byte[] key =
        store
            .find(org)
            .map(found -> keyring.open(FingerprintKeyStore.placeOf(org), found))
            .orElseThrow(() -> new SealBroken("The key of the fingerprints of the org " + org));
    Opened anew = new Opened(by, new SecretKeySpec(key, HMAC));
    opened.put(org, anew);
    return anew.key();
  }
}
