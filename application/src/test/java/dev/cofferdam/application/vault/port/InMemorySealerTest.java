package dev.cofferdam.application.vault.port;

final class InMemorySealerTest extends SealerContract {
  @Override
  protected Sealer newInstallation() {
    return new InMemorySealer();
  }
}
