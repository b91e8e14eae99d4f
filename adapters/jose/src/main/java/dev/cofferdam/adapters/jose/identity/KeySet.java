package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public keys of one issuer, as it published them. */
final class KeySet {
  static final KeySet EMPTY = new KeySet(List.of());
  private static final int MAX_KEYS = 100;

  private final List<VerificationKey> keys;

  private KeySet(List<VerificationKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads a JWK set (RFC 7517, section 5). Keys in it that can't be used here are passed over.
   *
   * @throws ParseException when it is no such set, or has more than {@value #MAX_KEYS} keys
   */
  static KeySet parse(String json) throws ParseException {
    Map<String, Object>[] written =
        JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(json), "keys");
    if (written == null || written.length > MAX_KEYS) {
      throw new ParseException("not a set of at most " + MAX_KEYS + " keys", 0);
    }
    List<VerificationKey> keys = new ArrayList<>();
    for (Map<String, Object> each : written) {
      parseKey(each).flatMap(VerificationKey::of).ifPresent(keys::add);
    }
    return new KeySet(keys);
  }

  private static Optional<JWK> parseKey(Map<String, Object> json) {
    try {
      return Optional.of(JWK.parse(json));
    } catch (ParseException | RuntimeException notAKey) {
      return Optional.empty();
    }
  }

  /** The key that a token's header names, and that is for its algorithm. */
  Optional<VerificationKey> find(JWSHeader header) {
    return keys.stream()
        .filter(key -> key.kid().equals(header.getKeyID()))
        .filter(key -> key.algorithms().contains(header.getAlgorithm()))
        .findFirst();
  }

  /** Whether this very key is still published, and not another one under its name. */
  boolean has(VerificationKey key) {
    return keys.stream()
        .anyMatch(
            each -> each.kid().equals(key.kid()) && each.thumbprint().equals(key.thumbprint()));
  }
}
