package dev.cofferdam.application.events.port;

import dev.cofferdam.application.world.ContractWorld;
import dev.cofferdam.application.world.InMemoryWorld;
import java.time.Clock;

class InMemoryEventFeedTest extends EventFeedContract {
  @Override
  protected ContractWorld emptyWorld() {
    return new InMemoryWorld(Clock.systemUTC());
  }
}
