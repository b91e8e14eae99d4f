package dev.cofferdam.application.identity.port;

import java.time.Clock;

final class InMemoryAccessTokensTest extends AccessTokensContract {
  @Override
  protected AccessTokens newInstallation(Clock clock) {
    return new InMemoryAccessTokens(clock);
  }
}
