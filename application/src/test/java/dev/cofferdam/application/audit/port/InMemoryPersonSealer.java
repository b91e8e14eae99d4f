package dev.cofferdam.application.audit.port;

import dev.cofferdam.application.access.port.FakeCipher;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Seals under keys that last as long as the test. Knows no transactions. */
public final class InMemoryPersonSealer implements PersonSealer {
  private final Map<UserId, Optional<FakeCipher>> ciphers = new ConcurrentHashMap<>();

  @Override
  public Optional<SealedBytes> seal(UserId person, String context, byte[] clear) {
    return ciphers
        .computeIfAbsent(person, first -> Optional.of(new FakeCipher()))
        .map(cipher -> cipher.seal(place(person, context), clear));
  }

  @Override
  public Optional<byte[]> open(UserId person, String context, SealedBytes sealed) {
    return ciphers
        .getOrDefault(person, Optional.empty())
        .map(cipher -> cipher.open(place(person, context), sealed));
  }

  @Override
  public void destroy(UserId person) {
    ciphers.put(person, Optional.empty());
  }

  private static List<String> place(UserId person, String context) {
    return List.of(person.toString(), context);
  }
}
