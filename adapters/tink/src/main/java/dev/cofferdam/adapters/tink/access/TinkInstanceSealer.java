package dev.cofferdam.adapters.tink.access;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.config.TinkConfig2026;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import java.security.GeneralSecurityException;

/**
 * Seals with AES-256-GCM under the installation's keyset {@code aead}. The associated data are the
 * purpose's name and the context, see {@link AssociatedData}.
 */
public final class TinkInstanceSealer implements InstanceSealer {
  private final Aead aead;

  /** Opens the keyset, so that a wrong master key is told at start. */
  public TinkInstanceSealer(InstanceKeysets keysets) {
    try {
      this.aead = keysets.aead().getPrimitive(TinkConfig2026.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keyset aead has no use here", e);
    }
  }

  @Override
  public SealedBytes seal(Purpose purpose, String context, byte[] clear) {
    byte[] place = place(purpose, context);
    try {
      return SealedBytes.of(aead.encrypt(clear, place));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't seal", e);
    }
  }

  @Override
  public byte[] open(Purpose purpose, String context, SealedBytes sealed) {
    byte[] place = place(purpose, context);
    try {
      return aead.decrypt(sealed.ciphertext(), place);
    } catch (GeneralSecurityException changed) {
      throw new SealBroken("What was sealed as " + purpose);
    }
  }

  private static byte[] place(Purpose purpose, String context) {
    return AssociatedData.of("cofferdam/instance", purpose.name(), context);
  }
}
