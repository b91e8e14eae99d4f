package dev.cofferdam.application.audit.port;

final class InMemoryPersonSealerTest extends PersonSealerContract {
  @Override
  protected PersonSealer newInstallation() {
    return new InMemoryPersonSealer();
  }
}
