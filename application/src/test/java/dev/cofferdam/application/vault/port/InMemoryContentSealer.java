package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.FakeCipher;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.vault.ContentPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Seals with a cipher for each key. */
public final class InMemoryContentSealer implements ContentSealer {
  private final SecureRandom chance = new SecureRandom();
  private final Map<SecretValue, FakeCipher> ciphers = new ConcurrentHashMap<>();

  @Override
  public SecretValue newKey() {
    byte[] key = new byte[32];
    chance.nextBytes(key);
    return SecretValue.of(key);
  }

  @Override
  public SealedBytes seal(SecretValue key, ContentPlace place, byte[] clear) {
    return cipher(key).seal(parts(place), clear);
  }

  @Override
  public byte[] open(SecretValue key, ContentPlace place, SealedBytes sealed) {
    return cipher(key).open(parts(place), sealed);
  }

  private FakeCipher cipher(SecretValue key) {
    return ciphers.computeIfAbsent(key, anyKey -> new FakeCipher());
  }

  private static List<String> parts(ContentPlace place) {
    return List.of(
        place.org().toString(), place.content().toString(), Integer.toString(place.piece()));
  }
}
