package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer.Purpose;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.identity.port.SigningKeyStore;
import dev.cofferdam.application.identity.port.SigningKeyStore.SigningKey;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The installation's keys on the curve P-256, kept opened. A key's id is its thumbprint (RFC 7638).
 * The store is read at start, and again when a token names an unknown key, but not sooner than
 * {@link #REST} after the last time, whatever the world sends.
 */
final class SigningKeys {
  static final Duration REST = Duration.ofSeconds(2);

  private final SigningKeyStore store;
  private final InstanceSealer sealer;
  private final Clock clock;
  private volatile Opened opened;

  /** The newest key. */
  record Signer(String kid, JWSSigner key) {}

  /** The keys as they were read last. */
  private record Opened(
      Signer signer, Map<String, JWSVerifier> verifiers, String publicKeys, Instant readAt) {}

  /**
   * Reads the keys, and makes the first one where there is none. It must not run inside a
   * transaction that may be rolled back: tokens would be signed by a key that nobody keeps.
   */
  SigningKeys(SigningKeyStore store, InstanceSealer sealer, Clock clock) {
    this.store = store;
    this.sealer = sealer;
    this.clock = clock;
    if (store.all().isEmpty()) {
      store.addFirst(make());
    }
    this.opened = read();
  }

  Signer signer() {
    return opened.signer();
  }

  /** All public keys as a JWK set in JSON, newest first. */
  String publicKeys() {
    return opened.publicKeys();
  }

  Optional<JWSVerifier> verifier(String kid) {
    JWSVerifier known = opened.verifiers().get(kid);
    if (known == null && isRested()) {
      reread();
      known = opened.verifiers().get(kid);
    }
    return Optional.ofNullable(known);
  }

  private boolean isRested() {
    return Duration.between(opened.readAt(), clock.instant()).abs().compareTo(REST) >= 0;
  }

  private synchronized void reread() {
    if (isRested()) {
      opened = read();
    }
  }

  private Opened read() {
    Instant now = clock.instant();
    List<JWK> keys = new ArrayList<>();
    Map<String, JWSVerifier> verifiers = new LinkedHashMap<>();
    for (SigningKey stored : store.all()) {
      ECKey key = open(stored);
      keys.add(key);
      verifiers.put(stored.kid(), verifierOf(key));
    }
    ECKey newest = keys.get(0).toECKey();
    String publicKeys = new JWKSet(keys).toString(true);
    Signer signer = new Signer(newest.getKeyID(), signerOf(newest));
    return new Opened(signer, Map.copyOf(verifiers), publicKeys, now);
  }

  private SigningKey make() {
    try {
      ECKey key =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate();
      byte[] json = key.toJSONString().getBytes(StandardCharsets.UTF_8);
      SealedBytes sealed = sealer.seal(Purpose.SIGNING_KEY, key.getKeyID(), json);
      Arrays.fill(json, (byte) 0);
      return new SigningKey(key.getKeyID(), sealed, clock.instant());
    } catch (JOSEException e) {
      throw new IllegalStateException("a signing key can't be made", e);
    }
  }

  private ECKey open(SigningKey stored) {
    byte[] json = sealer.open(Purpose.SIGNING_KEY, stored.kid(), stored.sealedJwk());
    try {
      ECKey key = ECKey.parse(new String(json, StandardCharsets.UTF_8));
      if (key.isPrivate()
          && key.getCurve().equals(Curve.P_256)
          && stored.kid().equals(key.getKeyID())) {
        return key;
      }
      throw new SealBroken("The signing key " + stored.kid());
    } catch (ParseException notAKey) {
      throw new SealBroken("The signing key " + stored.kid());
    } finally {
      Arrays.fill(json, (byte) 0);
    }
  }

  private static JWSSigner signerOf(ECKey key) {
    try {
      return new ECDSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("ES256 is not at hand", e);
    }
  }

  private static JWSVerifier verifierOf(ECKey key) {
    try {
      return new ECDSAVerifier(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("ES256 is not at hand", e);
    }
  }
}
