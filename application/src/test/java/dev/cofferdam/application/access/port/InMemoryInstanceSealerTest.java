package dev.cofferdam.application.access.port;

final class InMemoryInstanceSealerTest extends InstanceSealerContract {
  @Override
  protected InstanceSealer newInstallation() {
    return new InMemoryInstanceSealer();
  }
}
