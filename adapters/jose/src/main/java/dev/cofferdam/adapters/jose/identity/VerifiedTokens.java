package dev.cofferdam.adapters.jose.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the tokens used last say, once their signature was found good: a client sends the same token
 * with every request, and checking ES256 costs a hundred times what a hash does. It knows tokens by
 * their SHA-256 alone. Times are the caller's to check, at every use.
 */
final class VerifiedTokens<V> {
  private final Map<ByteBuffer, V> used;

  VerifiedTokens(int kept) {
    this.used =
        Collections.synchronizedMap(
            new LinkedHashMap<>(16, 0.75f, true) {
              private static final long serialVersionUID = 1;

              @Override
              protected boolean removeEldestEntry(Map.Entry<ByteBuffer, V> eldest) {
                return size() > kept;
              }
            });
  }

  Optional<V> find(String token) {
    return Optional.ofNullable(used.get(digest(token)));
  }

  void keep(String token, V verified) {
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
