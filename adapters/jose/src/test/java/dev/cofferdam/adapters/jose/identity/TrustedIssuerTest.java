package dev.cofferdam.adapters.jose.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.identity.port.ExternalTokens.Use;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Terms that an operator must not give. */
final class TrustedIssuerTest {
  private static final String AUDIENCE = "https://cofferdam.example";
  private static final String OTHER = "https://other.example";
  private static final KeySource KEYS = new KeySource.Discovered(KeySource.USUAL_ALGORITHMS);

  @Test
  void termsThatTrustTooMuchAreNoTerms() {
    assertThatThrownBy(
            () -> new TrustedIssuer(OTHER, Use.SIGN_IN, KEYS, Set.of(), Set.of(), Map.of()))
        .hasMessageContaining("audiences or authorizedParties");
    for (String url :
        List.of(
            "http://id.example",
            "ftp://id.example",
            "id.example",
            "https://user:pw@id.example",
            "http://127.0.0.1.evil.example",
            "http://10.0.0.1")) {
      assertThatThrownBy(
              () -> new TrustedIssuer(url, Use.SIGN_IN, KEYS, Set.of(AUDIENCE), Set.of(), Map.of()))
          .as(url)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new KeySource.Shared("too short")).hasMessageContaining("32 bytes");
    assertThat(new KeySource.Shared("s".repeat(40)).toString()).isEqualTo("Shared[[REDACTED]]");
    for (Set<String> algorithms : List.of(Set.<String>of(), Set.of("none"), Set.of("HS256"))) {
      assertThatThrownBy(() -> new KeySource.Discovered(algorithms))
          .hasMessageContaining("algorithms");
    }
    TrustedIssuer one =
        new TrustedIssuer(OTHER, Use.SIGN_IN, KEYS, Set.of(AUDIENCE), Set.of(), Map.of());
    assertThatThrownBy(() -> new NimbusExternalTokens(List.of(one, one), Clock.systemUTC()))
        .hasMessageContaining("twice");
  }
}
