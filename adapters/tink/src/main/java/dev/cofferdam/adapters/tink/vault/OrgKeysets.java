package dev.cofferdam.adapters.tink.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import dev.cofferdam.adapters.tink.access.AssociatedData;
import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.ids.OrgId;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Orgs' data encryption keys, wrapped by the master key for their org alone. The ones used last are
 * kept unwrapped.
 */
final class OrgKeysets {
  private final MasterKey master;
  private final OrgKeyStore store;
  private final Map<OrgId, Unwrapped> used;

  /** An org's keyset ready for use, and the wrapped form that it came from. */
  record Unwrapped(WrappedKeyset from, Aead aead) {}

  OrgKeysets(MasterKey master, OrgKeyStore store, int kept) {
    this.master = master;
    this.store = store;
    this.used =
        Collections.synchronizedMap(
            new LinkedHashMap<>(16, 0.75f, true) {
              private static final long serialVersionUID = 1;

              @Override
              protected boolean removeEldestEntry(Map.Entry<OrgId, Unwrapped> eldest) {
                return size() > kept;
              }
            });
  }

  /**
   * Makes an org's keyset and puts it into the thread's transaction. It is not kept unwrapped, nor
   * is an earlier one: a transaction that made it may have been rolled back.
   */
  void create(OrgId org) {
    used.remove(org);
    try {
      KeysetHandle keyset =
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TinkConfig2026.get());
      store.add(org, new WrappedKeyset(master.id(), master.wrap(keyset, place(org))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset can't be made", e);
    }
  }

  /**
   * @throws SealBroken when the org has no keyset, or none that opens here
   */
  Unwrapped of(OrgId org) {
    Unwrapped kept = used.get(org);
    return kept == null ? keep(org, stored(org)) : kept;
  }

  /** The org's keyset as it is stored now, wherever it was replaced since {@code old} was read. */
  Unwrapped reread(OrgId org, Unwrapped old) {
    WrappedKeyset now = stored(org);
    return now.equals(old.from()) ? old : keep(org, now);
  }

  private WrappedKeyset stored(OrgId org) {
    return store
        .find(org)
        .orElseThrow(
            () -> {
              used.remove(org);
              return new SealBroken(what(org));
            });
  }

  private Unwrapped keep(OrgId org, WrappedKeyset stored) {
    KeysetHandle keyset =
        master.unwrap(what(org), stored.masterKeyId(), stored.keyset(), place(org));
    try {
      Aead aead = keyset.getPrimitive(TinkConfig2026.get(), Aead.class);
      Unwrapped unwrapped = new Unwrapped(stored, aead);
      used.put(org, unwrapped);
      return unwrapped;
    } catch (GeneralSecurityException e) {
      throw new SealBroken(what(org));
    }
  }

  private static byte[] place(OrgId org) {
    return AssociatedData.of("cofferdam/org-keyset", org.toString());
  }

  private static String what(OrgId org) {
    return "The keyset of the org " + org;
  }
}
