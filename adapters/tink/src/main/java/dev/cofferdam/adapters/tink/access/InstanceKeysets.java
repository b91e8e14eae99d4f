package dev.cofferdam.adapters.tink.access;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.signature.PredefinedSignatureParameters;
import dev.cofferdam.application.access.port.InstanceKeyStore;
import dev.cofferdam.application.access.port.InstanceKeyStore.Wrapped;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * The installation's own keysets, each made at its first use and wrapped by the master key for its
 * name. Processes that start at once come to use the same.
 */
public final class InstanceKeysets {
  private static final String AEAD = "aead";
  private static final String TOKENS = "tokens";
  private static final String AUDIT = "audit";
  static final List<String> NAMES = List.of(AEAD, TOKENS, AUDIT);

  private final MasterKey master;
  private final InstanceKeyStore store;

  public InstanceKeysets(MasterKey master, InstanceKeyStore store) {
    this.master = master;
    this.store = store;
  }

  /** Seals what the installation keeps: AES-256-GCM. */
  public KeysetHandle aead() {
    return findOrMake(AEAD, PredefinedAeadParameters.AES256_GCM);
  }

  /** Hashes tokens: HMAC-SHA256 as a pseudo-random function. */
  public KeysetHandle tokens() {
    return findOrMake(TOKENS, PredefinedPrfParameters.HMAC_SHA256_PRF);
  }

  /** Signs checkpoints of audit trails: Ed25519, without a prefix of Tink's. */
  public KeysetHandle audit() {
    return findOrMake(AUDIT, PredefinedSignatureParameters.ED25519WithRawOutput);
  }

  private KeysetHandle findOrMake(String name, Parameters parameters) {
    byte[] place = KeysetPlaces.ofInstance(name);
    Wrapped there = store.find(name).orElseGet(() -> addFirst(name, parameters, place));
    String what = "The installation's keyset " + name;
    return master.unwrap(what, there.masterKeyId(), there.keyset(), place);
  }

  private Wrapped addFirst(String name, Parameters parameters, byte[] place) {
    try {
      KeysetHandle made = KeysetHandle.generateNew(parameters, TinkConfig2026.get());
      MasterKey.Wrapping wrapped = master.wrap(made, place);
      return store.addFirst(name, new Wrapped(wrapped.masterKeyId(), wrapped.keyset()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset can't be made", e);
    }
  }
}
