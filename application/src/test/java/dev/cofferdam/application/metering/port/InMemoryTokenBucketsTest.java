package dev.cofferdam.application.metering.port;

import dev.cofferdam.application.world.ContractWorld;
import dev.cofferdam.application.world.InMemoryWorld;
import java.time.Clock;

final class InMemoryTokenBucketsTest extends TokenBucketsContract {
  @Override
  protected ContractWorld emptyWorld() {
    return new InMemoryWorld(Clock.systemUTC());
  }
}
