package dev.cofferdam.application.access.port;

import dev.cofferdam.application.world.ContractWorld;
import dev.cofferdam.application.world.InMemoryWorld;
import java.time.Clock;

final class InMemoryRevocationsTest extends RevocationsContract {
  @Override
  protected ContractWorld emptyWorld() {
    return new InMemoryWorld(Clock.systemUTC());
  }
}
