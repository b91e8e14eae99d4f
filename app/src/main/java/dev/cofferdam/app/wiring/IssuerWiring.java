package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.jose.identity.NimbusExternalTokens;
import dev.cofferdam.app.config.ClerkSettings;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.application.identity.port.ExternalTokens;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Issuers that are trusted. Needs no database, so that what is wrong with them is told first. */
final class IssuerWiring {
  final ExternalTokens tokens;
  final Set<String> withoutPersonalOrg;
  final Optional<ClerkSettings> clerk;

  IssuerWiring(CofferdamConfiguration config, Clock clock) {
    tokens = new NimbusExternalTokens(config.trustedIssuers(), clock);
    clerk = config.clerk();
    withoutPersonalOrg =
        config.issuers().stream()
            .filter(issuer -> !issuer.givesPersonalOrg())
            .map(issuer -> issuer.trusted().issuer())
            .collect(Collectors.toUnmodifiableSet());
  }
}
