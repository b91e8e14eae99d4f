package dev.cofferdam.adapters.tink.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.cofferdam.adapters.tink.access.AssociatedData;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.ContentSealer;
import dev.cofferdam.domain.vault.ContentPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/**
 * AES-256-GCM under a random nonce. The associated data are the label {@code cofferdam/content} and
 * then org and content (as canonical UUIDs) and the piece (in decimal), see {@link AssociatedData}.
 * A sealed piece is 28 bytes longer than the piece: 12 of nonce and 16 of tag.
 */
public final class TinkContentSealer implements ContentSealer {
  private static final String LABEL = "cofferdam/content";
  private static final int KEY_BYTES = 32;

  private final SecureRandom chance = new SecureRandom();

  @Override
  public SecretValue newKey() {
    byte[] key = new byte[KEY_BYTES];
    chance.nextBytes(key);
    return SecretValue.of(key);
  }

  @Override
  public SealedBytes seal(SecretValue key, ContentPlace place, byte[] clear) {
    try {
      return SealedBytes.of(new AesGcmJce(key.reveal()).encrypt(clear, dataOf(place)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a piece of content can't be sealed", e);
    }
  }

  @Override
  public byte[] open(SecretValue key, ContentPlace place, SealedBytes sealed) {
    try {
      return new AesGcmJce(key.reveal()).decrypt(sealed.ciphertext(), dataOf(place));
    } catch (GeneralSecurityException changed) {
      throw new SealBroken("A piece of the content " + place.content());
    }
  }

  private static byte[] dataOf(ContentPlace place) {
    return AssociatedData.of(
        LABEL, place.org().toString(), place.content().toString(), Integer.toString(place.piece()));
  }
}
