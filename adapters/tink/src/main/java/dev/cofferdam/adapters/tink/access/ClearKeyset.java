package dev.cofferdam.adapters.tink.access;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.SecretKeyAccess;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.config.TinkConfig2026;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The one place where key bytes are seen in clear: the master keyset's file, and its keys' ids. */
final class ClearKeyset {
  private static final SecretKeyAccess ACCESS = InsecureSecretKeyAccess.get();
  private static final String ID_LABEL = "cofferdam/master-key-id";
  private static final int ID_BYTES = 8;

  private ClearKeyset() {}

  /** The keyset in Tink's JSON format, in clear. */
  static String toJson(KeysetHandle keyset) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, TinkConfig2026.get(), ACCESS);
  }

  static KeysetHandle fromJson(String json) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(json, TinkConfig2026.get(), ACCESS);
  }

  /**
   * A key's id: {@code mk-} and 16 hexadecimal digits, the start of SHA-256 over a label and the
   * key. It stays the same wherever the key is copied to, and tells nothing of 256 random bits.
   *
   * @throws GeneralSecurityException when it is no AES-256-GCM key
   */
  @AccessesPartialKey
  static String idOf(Key key) throws GeneralSecurityException {
    if (!(key instanceof AesGcmKey aes) || aes.getParameters().getKeySizeBytes() != 32) {
      throw new GeneralSecurityException("not an AES-256-GCM key");
    }
    byte[] secret = aes.getKeyBytes().toByteArray(ACCESS);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ID_LABEL.getBytes(StandardCharsets.US_ASCII));
      return "mk-" + HexFormat.of().formatHex(digest.digest(secret), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
