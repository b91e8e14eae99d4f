package dev.cofferdam.adapters.tink.access;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import dev.cofferdam.application.access.port.MasterKeyUses;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The key encryption key at the top: it wraps every other keyset, and nothing stored opens without
 * it. It lives in a file, as a cleartext Tink keyset in JSON with one or several AES-256-GCM keys;
 * the primary one wraps, all enabled ones unwrap, so that an old and a new key can lie side by
 * side.
 *
 * <p>It guarantees that an existing file is never changed, and that a key is made only where
 * nothing was ever wrapped. A file that somebody else has changed, as {@link MasterKeyRotation}
 * does, is read again when something is wrapped, or needs a key that was not there. It must fail,
 * with {@link MasterKeyUnusable} that names the id of the key needed and of those found, for a key
 * that is missing, damaged, open to others, or another.
 */
public final class MasterKey {
  private static final System.Logger LOG = System.getLogger(MasterKey.class.getName());

  private final MasterKeyFile file;
  private volatile Loaded loaded;

  /**
   * What was in the file.
   *
   * @param id of the key that wraps
   * @param ids of all keys that unwrap
   * @param stamp of the file that it was read from
   */
  private record Loaded(String id, SortedSet<String> ids, Aead aead, String stamp) {}

  private MasterKey(MasterKeyFile file) throws GeneralSecurityException, IOException {
    this.file = file;
    this.loaded = load(file);
  }

  private static Loaded load(MasterKeyFile file) throws GeneralSecurityException, IOException {
    String stamp = file.stamp();
    KeysetHandle keyset = ClearKeyset.fromJson(file.read());
    SortedSet<String> ids = new TreeSet<>();
    for (int i = 0; i < keyset.size(); i++) {
      KeysetHandle.Entry entry = keyset.getAt(i);
      String entryId = ClearKeyset.idOf(entry.getKey());
      if (entry.getStatus() == KeyStatus.ENABLED) {
        ids.add(entryId);
      }
    }
    return new Loaded(
        ClearKeyset.idOf(keyset.getPrimary().getKey()),
        ids,
        keyset.getPrimitive(TinkConfig2026.get(), Aead.class),
        stamp);
  }

  /**
   * Reads the master key. Where there is no file and {@code store} never held a wrapped keyset, it
   * makes one, readable by its owner alone, and says loudly that it wants a backup; of processes
   * that start at once on one file system, all come to use the same.
   */
  public static MasterKey open(Path path, MasterKeyUses uses) {
    MasterKeyFile file = new MasterKeyFile(path);
    try {
      if (!file.exists()) {
        createFirst(file, uses);
      }
      return new MasterKey(file);
    } catch (GeneralSecurityException | IOException | UnsupportedOperationException e) {
      String message =
          "The master key %s can't be read, or is damaged (%s).%s Nothing was changed.";
      throw new MasterKeyUnusable(
          message.formatted(file, e.getClass().getSimpleName(), needed(uses)));
    }
  }

  private static void createFirst(MasterKeyFile file, MasterKeyUses uses)
      throws GeneralSecurityException, IOException {
    if (!uses.counts().isEmpty()) {
      throw new MasterKeyUnusable(
          "There is no master key at %s.%s Put the key back from your backup; none is made anew."
              .formatted(file, needed(uses)));
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

  private static String needed(MasterKeyUses uses) {
    Set<String> needed = new TreeSet<>(uses.counts().keySet());
    return needed.isEmpty()
        ? " No key was found in it."
        : " What is stored here needs the key " + String.join(", ", needed) + "; found: none.";
  }

  /**
   * Makes sure that everything stored can be unwrapped.
   *
   * @throws MasterKeyUnusable that names the keys that are missing
   */
  public MasterKey requireFor(MasterKeyUses uses) {
    Set<String> missing = new TreeSet<>(uses.counts().keySet());
    missing.removeAll(loaded.ids());
    if (!missing.isEmpty()) {
      throw new MasterKeyUnusable(
          "What is stored here was wrapped by the master key %s too; found in %s: %s. Nothing was changed."
              .formatted(String.join(", ", missing), file, String.join(", ", loaded.ids())));
    }
    return this;
  }

  /** The id of the key that wraps: stable, and not secret. */
  public String id() {
    return loaded.id();
  }

  /** The ids of all keys that unwrap. */
  public Set<String> ids() {
    return Set.copyOf(loaded.ids());
  }

  /** Reads the file again, where it has changed: a rotation of the master key needs no stop. */
  private void look() {
    try {
      if (file.exists() && !file.stamp().equals(loaded.stamp())) {
        loaded = load(file);
      }
    } catch (GeneralSecurityException
        | IOException
        | UnsupportedOperationException
        | MasterKeyUnusable e) {
      LOG.log(Level.WARNING, "The master key {0} has changed and is of no use: {1}", file, e);
    }
  }

  /** A keyset that was wrapped, and by which key. */
  public record Wrapping(String masterKeyId, SealedBytes keyset) {}

  /** Wraps a keyset for one place. */
  public Wrapping wrap(KeysetHandle keyset, byte[] associatedData) {
    look();
    Loaded now = loaded;
    try {
      return new Wrapping(
          now.id(),
          SealedBytes.of(
              TinkProtoKeysetFormat.serializeEncryptedKeyset(
                  keyset, now.aead(), associatedData, TinkConfig2026.get())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset can't be wrapped", e);
    }
  }

  /** Wraps what something else has wrapped already. */
  public Wrapping seal(byte[] wrapped, byte[] associatedData) {
    look();
    Loaded now = loaded;
    try {
      return new Wrapping(now.id(), SealedBytes.of(now.aead().encrypt(wrapped, associatedData)));
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
    Aead aead = aeadWith(what, masterKeyId);
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
          wrapped.ciphertext(), aead, associatedData, TinkConfig2026.get());
    } catch (GeneralSecurityException changed) {
      throw new SealBroken(what);
    }
  }

  /**
   * Undoes {@link #seal}.
   *
   * @throws MasterKeyUnusable when the key {@code masterKeyId} is not among those found
   * @throws SealBroken when it was changed, or moved from another place
   */
  public byte[] open(String what, String masterKeyId, SealedBytes wrapped, byte[] associatedData) {
    Aead aead = aeadWith(what, masterKeyId);
    try {
      return aead.decrypt(wrapped.ciphertext(), associatedData);
    } catch (GeneralSecurityException changed) {
      throw new SealBroken(what);
    }
  }

  private Aead aeadWith(String what, String masterKeyId) {
    if (!loaded.ids().contains(masterKeyId)) {
      look();
    }
    Loaded now = loaded;
    if (!now.ids().contains(masterKeyId)) {
      throw new MasterKeyUnusable(
          "%s was wrapped by the master key %s; found in %s: %s. Nothing was changed."
              .formatted(what, masterKeyId, file, String.join(", ", now.ids())));
    }
    return now.aead();
  }

  @Override
  public String toString() {
    return "MasterKey[" + id() + ", [REDACTED]]";
  }
}
