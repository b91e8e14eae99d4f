package dev.cofferdam.adapters.tink.access;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Changes which keys are in the master key's file: a new one beside the others, which becomes
 * primary, until the older ones are taken out. Each step replaces the file as a whole, and does
 * nothing where it was done before.
 */
public final class MasterKeyRotation {
  private final MasterKeyFile file;

  public MasterKeyRotation(Path path) {
    this.file = new MasterKeyFile(path);
  }

  /**
   * What is in the file.
   *
   * @param ids of all keys, the newest last
   */
  public record Keys(String primary, List<String> ids) {
    public Keys {
      ids = List.copyOf(ids);
    }

    /** Whether there is a newer key than the primary one, or an older one. */
    public boolean isUnderWay() {
      return ids.size() > 1;
    }
  }

  public Keys keys() {
    return keysOf(read());
  }

  /** Puts a new key beside the primary one, if that is the only one. */
  @AccessesPartialKey
  public Keys add() {
    KeysetHandle keyset = read();
    if (keyset.size() > 1) {
      return keysOf(keyset);
    }
    try {
      KeysetHandle fresh =
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TinkConfig2026.get());
      return write(
          KeysetHandle.newBuilder(keyset)
              .addEntry(KeysetHandle.importKey(fresh.getPrimary().getKey()))
              .build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a master key can't be made", e);
    }
  }

  /** Makes the newest key the one that wraps. */
  public Keys promote() {
    KeysetHandle keyset = read();
    try {
      KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
      builder.getAt(builder.size() - 1).makePrimary();
      return write(builder.build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the master key can't be changed", e);
    }
  }

  /** Takes keys out, but never the primary one. */
  public Keys remove(Set<String> ids) {
    KeysetHandle keyset = read();
    try {
      KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
      for (int i = keyset.size() - 1; i >= 0; i--) {
        KeysetHandle.Entry entry = keyset.getAt(i);
        if (!entry.isPrimary() && ids.contains(ClearKeyset.idOf(entry.getKey()))) {
          builder.deleteAt(i);
        }
      }
      return write(builder.build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the master key can't be changed", e);
    }
  }

  private KeysetHandle read() {
    try {
      return ClearKeyset.fromJson(file.read());
    } catch (GeneralSecurityException | IOException | UnsupportedOperationException e) {
      throw new MasterKeyUnusable(
          "The master key %s can't be read, or is damaged (%s). Nothing was changed."
              .formatted(file, e.getClass().getSimpleName()));
    }
  }

  private Keys write(KeysetHandle keyset) {
    try {
      file.replace(ClearKeyset.toJson(keyset));
      return keysOf(keyset);
    } catch (GeneralSecurityException | IOException e) {
      throw new MasterKeyUnusable("The master key " + file + " can't be written.", e);
    }
  }

  private static Keys keysOf(KeysetHandle keyset) {
    try {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < keyset.size(); i++) {
        ids.add(ClearKeyset.idOf(keyset.getAt(i).getKey()));
      }
      return new Keys(ClearKeyset.idOf(keyset.getPrimary().getKey()), ids);
    } catch (GeneralSecurityException e) {
      throw new MasterKeyUnusable("The master key has other keys than AES-256-GCM in it.", e);
    }
  }
}
