package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.SignedClaim;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Signs with the JDK's Ed25519, with a key that lasts as long as the test. */
public final class InMemoryNotary implements Notary {
  private static final int KEY_BYTES = 32;

  private final KeyPair keys;
  private final String keyId;

  public InMemoryNotary() {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      keyId = "test-" + Integer.toHexString(keys.getPublic().hashCode());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public SignedClaim sign(ChainClaim claim) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(SignedClaim.bytesToSign(claim, keyId));
      return SignedClaim.of(claim, keyId, signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean vouchesFor(SignedClaim claim) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(keys.getPublic());
      signature.update(SignedClaim.bytesToSign(claim.claim(), claim.keyId()));
      return claim.keyId().equals(keyId)
          && signature.verify(Base64.getUrlDecoder().decode(claim.signature()));
    } catch (GeneralSecurityException | IllegalArgumentException changed) {
      return false;
    }
  }

  @Override
  public List<PublicKey> keys() {
    byte[] encoded = keys.getPublic().getEncoded();
    byte[] bytes = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    return List.of(
        new PublicKey(keyId, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
  }
}
