package dev.cofferdam.adapters.tink.access;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import dev.cofferdam.application.access.port.InstanceKeyStore;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The key encryption key at the top: it wraps every other keyset, and nothing stored opens without
 * it. It lives in a file, as a cleartext Tink keyset in JSON with one or several AES-256-GCM keys;
 * the primary one wraps, all enabled ones unwrap, so that an old and a new key can lie side by
 * side.
 *
 * <p>It guarantees that an existing file is never changed, and that a key is made only where
 * nothing was ever wrapped. It must fail, with {@link MasterKeyUnusable} that names the id of the
 * key needed and of those found, for a key that is missing, damaged, open to others, or another.
 */
public final class MasterKey {
  private static final System.Logger LOG = System.getLogger(MasterKey.class.getName());

  private final String source;
  private final String id;
  private final Set<String> ids;
  private final Aead aead;

  private MasterKey(String source, KeysetHandle keyset) throws GeneralSecurityException {
    this.source = source;
    this.id = ClearKeyset.idOf(keyset.getPrimary().getKey());
    this.ids = new TreeSet<>();
    for (int i = 0; i < keyset.size(); i++) {
      KeysetHandle.Entry entry = keyset.getAt(i);
      String entryId = ClearKeyset.idOf(entry.getKey());
      if (entry.getStatus() == KeyStatus.ENABLED) {
        ids.add(entryId);
      }
    }
    this.aead = keyset.getPrimitive(TinkConfig2026.get(), Aead.class);
  }

  /**
   * Reads the master key. Where there is no file and {@code store} never held a wrapped keyset, it
   * makes one, readable by its owner alone, and says loudly that it wants a backup; of processes
   * that start at once on one file system, all come to use the same.
   */
  public static MasterKey open(Path path, InstanceKeyStore store) {
    MasterKeyFile file = new MasterKeyFile(path);
    try {
      if (!file.exists()) {
        createFirst(file, store);
      }
      return new MasterKey(file.toString(), ClearKeyset.fromJson(file.read()));
    } catch (GeneralSecurityException | IOException | UnsupportedOperationException e) {
      String message =
          "The master key %s can't be read, or is damaged (%s).%s Nothing was changed.";
      throw new MasterKeyUnusable(
          message.formatted(file, e.getClass().getSimpleName(), needed(store)));
    }
  }

  private static void createFirst(MasterKeyFile file, InstanceKeyStore store)
      throws GeneralSecurityException, IOException {
    if (store.any()) {
      throw new MasterKeyUnusable(
          "There is no master key at %s.%s Put the key back from your backup; none is made anew."
              .formatted(file, needed(store)));
    }
    KeysetHandle first =
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TinkConfig2026.get());
    if (file.create(ClearKeyset.toJson(first))) {
      LOG.log(
          Level.WARNING,
          "A NEW MASTER KEY {0} WAS MADE AT {1}. BACK IT UP NOW, apart from the database: without it"
              + " no secret here can ever be read again, by anybody.",
          ClearKeyset.idOf(first.getPrimary().getKey()),
          file);
    }
  }

  private static String needed(InstanceKeyStore store) {
    Set<String> needed = new TreeSet<>();
    for (String name : InstanceKeysets.NAMES) {
      store.find(name).ifPresent(keyset -> needed.add(keyset.masterKeyId()));
    }
    return needed.isEmpty()
        ? " No key was found in it."
        : " What is stored here needs the key " + String.join(", ", needed) + "; found: none.";
  }

  /** The id of the key that wraps: stable, and not secret. */
  public String id() {
    return id;
  }

  /** Wraps a keyset for one place. */
  public SealedBytes wrap(KeysetHandle keyset, byte[] associatedData) {
    try {
      return SealedBytes.of(
          TinkProtoKeysetFormat.serializeEncryptedKeyset(
              keyset, aead, associatedData, TinkConfig2026.get()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset can't be wrapped", e);
    }
  }

  /**
   * Unwraps a keyset.
   *
   * @param what names the keyset, for messages
   * @throws MasterKeyUnusable when the key {@code masterKeyId} is not among those found
   * @throws SealBroken when it was changed, or moved from another place
   */
  public KeysetHandle unwrap(
      String what, String masterKeyId, SealedBytes wrapped, byte[] associatedData) {
    if (!ids.contains(masterKeyId)) {
      throw new MasterKeyUnusable(
          "%s was wrapped by the master key %s; found in %s: %s. Nothing was changed."
              .formatted(what, masterKeyId, source, String.join(", ", ids)));
    }
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
          wrapped.ciphertext(), aead, associatedData, TinkConfig2026.get());
    } catch (GeneralSecurityException changed) {
      throw new SealBroken(what);
    }
  }

  @Override
  public String toString() {
    return "MasterKey[" + id + ", [REDACTED]]";
  }
}
