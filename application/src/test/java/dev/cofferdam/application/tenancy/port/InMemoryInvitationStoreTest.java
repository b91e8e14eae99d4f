package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.application.world.ContractWorld;
import dev.cofferdam.application.world.InMemoryWorld;
import java.time.Clock;

final class InMemoryInvitationStoreTest extends InvitationStoreContract {
  @Override
  protected ContractWorld emptyWorld() {
    return new InMemoryWorld(Clock.systemUTC());
  }
}
