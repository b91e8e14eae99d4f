package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** The one secret of an issuer that signs with HS256. Its tokens name no key, or any. */
final class SharedSecretKey implements IssuerKeys {
  private final VerificationKey key;

  SharedSecretKey(KeySource.Shared source) {
    try {
      MACVerifier verifier = new MACVerifier(source.secret().getBytes(StandardCharsets.UTF_8));
      key = new VerificationKey("", "", Set.of(JWSAlgorithm.HS256), verifier);
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 is not at hand", e);
    }
  }

  @Override
  public Optional<VerificationKey> find(JWSHeader header) {
    return Optional.of(key);
  }

  @Override
  public boolean isCurrent(VerificationKey used) {
    return used.equals(key);
  }
}
