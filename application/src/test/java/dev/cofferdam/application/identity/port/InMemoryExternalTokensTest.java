package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.identity.port.ExternalTokens.Use;
import dev.cofferdam.domain.identity.ExternalIdentity;
import java.util.Map;

final class InMemoryExternalTokensTest extends ExternalTokensContract {
  private final InMemoryExternalTokens tokens =
      new InMemoryExternalTokens(
          Map.of(PERSON.issuer(), Use.SIGN_IN, JOB.issuer(), Use.EXCHANGE), clock);

  @Override
  protected ExternalTokens tokens() {
    return tokens;
  }

  @Override
  protected String issue(ExternalIdentity identity, Map<String, Object> claims) {
    return tokens.issue(identity, claims, LIFETIME);
  }
}
