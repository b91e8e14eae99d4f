package dev.cofferdam.application.events.port;

import dev.cofferdam.application.world.ContractWorld;
import dev.cofferdam.application.world.InMemoryWorld;
import java.time.Clock;

final class InMemoryWebhookStoreTest extends WebhookStoreContract {
  @Override
  protected ContractWorld emptyWorld() {
    return new InMemoryWorld(Clock.systemUTC());
  }
}
