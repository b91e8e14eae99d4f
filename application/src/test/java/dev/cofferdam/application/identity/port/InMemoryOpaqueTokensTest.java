package dev.cofferdam.application.identity.port;

final class InMemoryOpaqueTokensTest extends OpaqueTokensContract {
  @Override
  protected OpaqueTokens newInstallation() {
    return new InMemoryOpaqueTokens();
  }
}
