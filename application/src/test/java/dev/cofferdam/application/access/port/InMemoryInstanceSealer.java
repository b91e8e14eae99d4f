package dev.cofferdam.application.access.port;

import java.util.List;

/** Seals under a key that lasts as long as the test. */
public final class InMemoryInstanceSealer implements InstanceSealer {
  private final FakeCipher cipher = new FakeCipher();

  @Override
  public SealedBytes seal(Purpose purpose, String context, byte[] clear) {
    return cipher.seal(List.of(purpose.name(), context), clear);
  }

  @Override
  public byte[] open(Purpose purpose, String context, SealedBytes sealed) {
    return cipher.open(List.of(purpose.name(), context), sealed);
  }
}
