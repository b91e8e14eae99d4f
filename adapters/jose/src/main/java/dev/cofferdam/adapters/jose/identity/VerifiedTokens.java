package dev.cofferdam.adapters.jose.identity;

import dev.cofferdam.application.identity.port.AccessTokens.Claims;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the tokens used last say, once their signature was found good: a client sends the same token
 * with every request, and checking ES256 costs a hundred times what a hash does. It knows tokens by
 * their SHA-256 alone. Times are the caller's to check, at every use.
 */
final class VerifiedTokens {
  private final Map<ByteBuffer, Verified> used;

  /**
   * @param kid the key that signed it
   * @param notBefore the later one of {@code iat} and {@code nbf}
   */
  record Verified(String kid, Claims claims, Instant notBefore, Instant expiresAt) {}

  VerifiedTokens(int kept) {
    this.used =
        Collections.synchronizedMap(
            new LinkedHashMap<>(16, 0.75f, true) {
              private static final long serialVersionUID = 1;

              @Override
              protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Verified> eldest) {
                return size() > kept;
              }
            });
  }

  Optional<Verified> find(String token) {
    return Optional.ofNullable(used.get(digest(token)));
  }

  void keep(String token, Verified verified) {
    used.put(digest(token), verified);
  }

  private static ByteBuffer digest(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
