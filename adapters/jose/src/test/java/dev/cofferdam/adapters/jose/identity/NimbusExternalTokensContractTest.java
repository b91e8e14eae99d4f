package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.cofferdam.application.identity.port.ExternalTokens;
import dev.cofferdam.application.identity.port.ExternalTokens.Use;
import dev.cofferdam.application.identity.port.ExternalTokensContract;
import dev.cofferdam.domain.identity.ExternalIdentity;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Signatures, and keys over HTTP, hold what the port promises. */
final class NimbusExternalTokensContractTest extends ExternalTokensContract {
  private static final String AUDIENCE = "https://cofferdam.example";

  private final ForeignIssuer provider = new ForeignIssuer();
  private final ECKey key = ForeignIssuer.ecKey("one");
  private final ExternalTokens tokens =
      new NimbusExternalTokens(
          List.of(trusted(PERSON, Use.SIGN_IN), trusted(JOB, Use.EXCHANGE)), clock);

  NimbusExternalTokensContractTest() {
    provider.publish(key);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private TrustedIssuer trusted(ExternalIdentity identity, Use use) {
    return new TrustedIssuer(
        identity.issuer(),
        use,
        new KeySource.Published(provider.keySet(), KeySource.USUAL_ALGORITHMS),
        Set.of(AUDIENCE),
        Set.of(),
        Map.of());
  }

  @Override
  protected ExternalTokens tokens() {
    return tokens;
  }

  @Override
  protected String issue(ExternalIdentity identity, Map<String, Object> claims) {
    JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
    claims.forEach(set::claim);
    set.issuer(identity.issuer())
        .subject(identity.subject())
        .audience(AUDIENCE)
        .issueTime(Date.from(clock.instant()))
        .expirationTime(Date.from(clock.instant().plus(LIFETIME)));
    return ForeignIssuer.sign(key, set.build());
  }
}
