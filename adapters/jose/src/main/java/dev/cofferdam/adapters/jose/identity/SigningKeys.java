package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer.Purpose;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.SigningKeyStore;
import dev.cofferdam.application.identity.port.SigningKeyStore.SigningKey;
import java.lang.System.Logger.Level;
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
 * The installation's keys on the curve P-256, kept opened. The store is read at start, when it has
 * not been for {@link #FRESH}, and when a token names an unknown key; that not sooner than {@link
 * #REST} after the last time, whatever the world sends. So a key that was added or removed is
 * followed by every process, without a restart. A store that can't be read leaves the keys as they
 * are.
 */
final class SigningKeys {
  static final Duration REST = Duration.ofSeconds(2);
  static final Duration FRESH = Duration.ofMinutes(1);
  private static final System.Logger LOG = System.getLogger(SigningKeys.class.getName());

  private final SigningKeyStore store;
  private final InstanceSealer sealer;
  private final Clock clock;
  private volatile Opened opened;

  /** A key that signs, from {@code from} on. */
  record Signer(String kid, JWSSigner key, Instant from) {}

  /**
   * The keys as they were read last.
   *
   * @param newestFirst at least one
   */
  private record Opened(
      List<Signer> newestFirst,
      Map<String, JWSVerifier> verifiers,
      String publicKeys,
      Instant readAt) {
    Opened {
      newestFirst = List.copyOf(newestFirst);
      verifiers = Map.copyOf(verifiers);
    }

    Opened readAgainAt(Instant now) {
      return new Opened(newestFirst, verifiers, publicKeys, now);
    }
  }

  /**
   * Reads the keys, and makes the first one where there is none. It must not run inside a
   * transaction that may be rolled back: tokens would be signed by a key that nobody keeps.
   */
  SigningKeys(SigningKeyStore store, InstanceSealer sealer, Clock clock) {
    this.store = store;
    this.sealer = sealer;
    this.clock = clock;
    if (store.all().isEmpty()) {
      store.addFirst(new NimbusSigningKeyMaker(sealer, clock).make());
    }
    this.opened = read();
  }

  /** The newest key that has been published for long enough; where none has, the oldest. */
  Signer signer() {
    List<Signer> newestFirst = fresh().newestFirst();
    Instant now = clock.instant();
    return newestFirst.stream()
        .filter(signer -> !signer.from().isAfter(now))
        .findFirst()
        .orElse(newestFirst.get(newestFirst.size() - 1));
  }

  /** All public keys as a JWK set in JSON, newest first. */
  String publicKeys() {
    return fresh().publicKeys();
  }

  Optional<JWSVerifier> verifier(String kid) {
    JWSVerifier known = fresh().verifiers().get(kid);
    if (known == null && isOlderThan(REST)) {
      reread(REST);
      known = opened.verifiers().get(kid);
    }
    return Optional.ofNullable(known);
  }

  private Opened fresh() {
    if (isOlderThan(FRESH)) {
      reread(FRESH);
    }
    return opened;
  }

  private boolean isOlderThan(Duration age) {
    return Duration.between(opened.readAt(), clock.instant()).abs().compareTo(age) >= 0;
  }

  private synchronized void reread(Duration age) {
    if (!isOlderThan(age)) {
      return;
    }
    try {
      opened = read();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The signing keys can''t be read now: {0}", e.toString());
      opened = opened.readAgainAt(clock.instant());
    }
  }

  private Opened read() {
    Instant now = clock.instant();
    List<JWK> keys = new ArrayList<>();
    List<Signer> signers = new ArrayList<>();
    Map<String, JWSVerifier> verifiers = new LinkedHashMap<>();
    for (SigningKey stored : store.all()) {
      ECKey key = open(stored);
      keys.add(key);
      signers.add(
          new Signer(
              stored.kid(), signerOf(key), stored.createdAt().plus(AccessTokens.SIGNS_AFTER)));
      verifiers.put(stored.kid(), verifierOf(key));
    }
    if (signers.isEmpty()) {
      throw new IllegalStateException("there is no signing key");
    }
    return new Opened(signers, verifiers, new JWKSet(keys).toString(true), now);
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
