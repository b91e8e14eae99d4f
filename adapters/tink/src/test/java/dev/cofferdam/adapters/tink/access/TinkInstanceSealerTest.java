package dev.cofferdam.adapters.tink.access;

import dev.cofferdam.application.access.port.InMemoryInstanceKeyStore;
import dev.cofferdam.application.access.port.InstanceKeyStore;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealerContract;

final class TinkInstanceSealerTest extends InstanceSealerContract {
  @Override
  protected InstanceSealer newInstallation() {
    InstanceKeyStore store = new InMemoryInstanceKeyStore();
    return new TinkInstanceSealer(new InstanceKeysets(MasterKeys.fresh(), store));
  }
}
