package dev.cofferdam.application.vault.port;

final class InMemoryContentSealerTest extends ContentSealerContract {
  @Override
  protected ContentSealer sealer() {
    return new InMemoryContentSealer();
  }
}
