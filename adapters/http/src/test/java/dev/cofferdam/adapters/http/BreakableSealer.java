package dev.cofferdam.adapters.http;

import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.SealedBytes;

/** A sealer that fails as often as it is told to. */
final class BreakableSealer implements InstanceSealer {
  private final InMemoryInstanceSealer sealer = new InMemoryInstanceSealer();
  private volatile boolean broken;

  void setBroken(boolean broken) {
    this.broken = broken;
  }

  @Override
  public SealedBytes seal(Purpose purpose, String context, byte[] clear) {
    if (broken) {
      throw new IllegalStateException("the sealer is broken");
    }
    return sealer.seal(purpose, context, clear);
  }

  @Override
  public byte[] open(Purpose purpose, String context, SealedBytes sealed) {
    return sealer.open(purpose, context, sealed);
  }
}
