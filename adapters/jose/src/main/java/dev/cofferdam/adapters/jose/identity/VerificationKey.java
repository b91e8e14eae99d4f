package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.util.Optional;
import java.util.Set;

/**
 * A key that an issuer signs with, and the algorithms that it is for: those of its kind, and only
 * the one that it names where it names one.
 *
 * @param thumbprint tells it from another key that takes its {@code kid} later (RFC 7638)
 */
record VerificationKey(
    String kid, String thumbprint, Set<JWSAlgorithm> algorithms, JWSVerifier verifier) {
  private static final int MIN_RSA_BITS = 2_048;
  private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);

  VerificationKey {
    algorithms = Set.copyOf(algorithms);
  }

  /** Empty for a key that is not for signatures, too weak, or of no kind that is known here. */
  static Optional<VerificationKey> of(JWK jwk) {
    boolean signs = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
    if (jwk.getKeyID() == null || !signs) {
      return Optional.empty();
    }
    try {
      Optional<JWSVerifier> verifier = verifier(jwk);
      if (verifier.isEmpty()) {
        return Optional.empty();
      }
      Set<JWSAlgorithm> ofItsKind = verifier.get().supportedJWSAlgorithms();
      Set<JWSAlgorithm> algorithms =
          jwk.getAlgorithm() == null
              ? ofItsKind
              : Set.of(JWSAlgorithm.parse(jwk.getAlgorithm().getName()));
      return ofItsKind.containsAll(algorithms)
          ? Optional.of(
              new VerificationKey(
                  jwk.getKeyID(), jwk.computeThumbprint().toString(), algorithms, verifier.get()))
          : Optional.empty();
    } catch (JOSEException | RuntimeException unusable) {
      return Optional.empty();
    }
  }

  private static Optional<JWSVerifier> verifier(JWK jwk) throws JOSEException {
    if (jwk instanceof RSAKey rsa && rsa.size() >= MIN_RSA_BITS) {
      return Optional.of(new RSASSAVerifier(rsa.toRSAPublicKey()));
    }
    if (jwk instanceof ECKey ec && CURVES.contains(ec.getCurve())) {
      return Optional.of(new ECDSAVerifier(ec.toPublicJWK()));
    }
    if (jwk instanceof OctetKeyPair okp && Curve.Ed25519.equals(okp.getCurve())) {
      return Optional.of(new Ed25519JcaVerifier(okp.getDecodedX()));
    }
    return Optional.empty();
  }

  boolean hasSigned(SignedJWT token) {
    if (!algorithms.contains(token.getHeader().getAlgorithm())) {
      return false;
    }
    try {
      return token.verify(verifier);
    } catch (JOSEException malformed) {
      return false;
    }
  }
}
