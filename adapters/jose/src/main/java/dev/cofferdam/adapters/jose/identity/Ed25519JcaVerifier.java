package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/**
 * Ed25519 (RFC 8037) by the JDK; the library's own verifier wants another one that is kept to the
 * module of sealing.
 */
final class Ed25519JcaVerifier extends BaseJWSProvider implements JWSVerifier {
  private static final String ED25519 = "Ed25519";
  private static final int KEY_BYTES = 32;

  /** What comes before the key's 32 bytes in a SubjectPublicKeyInfo (RFC 8410, section 4). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final PublicKey key;

  Ed25519JcaVerifier(byte[] publicKey) throws JOSEException {
    super(Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519));
    if (publicKey.length != KEY_BYTES) {
      throw new JOSEException("an Ed25519 key has 32 bytes");
    }
    byte[] encoded = new byte[PREFIX.length + KEY_BYTES];
    System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
    System.arraycopy(publicKey, 0, encoded, PREFIX.length, KEY_BYTES);
    try {
      key = KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException notAKey) {
      throw new JOSEException("not an Ed25519 key", notAKey);
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature)
      throws JOSEException {
    try {
      Signature ed25519 = Signature.getInstance(ED25519);
      ed25519.initVerify(key);
      ed25519.update(signingInput);
      return ed25519.verify(signature.decode());
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new JOSEException("every JDK from 15 on has " + ED25519, e);
    }
  }
}
