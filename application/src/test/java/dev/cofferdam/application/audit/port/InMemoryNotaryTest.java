package dev.cofferdam.application.audit.port;

final class InMemoryNotaryTest extends NotaryContract {
  @Override
  protected Notary newInstallation() {
    return new InMemoryNotary();
  }
}
