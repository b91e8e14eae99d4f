package dev.cofferdam.app.wiring;

import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.Uuid7;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** UUIDv7 from the clock and the system's randomness. */
final class RandomIds implements IdSource {
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  RandomIds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public UUID next() {
    byte[] chance = new byte[16];
    random.nextBytes(chance);
    ByteBuffer buffer = ByteBuffer.wrap(chance);
    return Uuid7.of(clock.millis(), new UUID(buffer.getLong(), buffer.getLong()));
  }
}
