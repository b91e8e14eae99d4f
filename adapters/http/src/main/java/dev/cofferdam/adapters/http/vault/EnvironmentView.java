package dev.cofferdam.adapters.http.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cofferdam.domain.vault.Environment;
import java.time.Instant;
import java.util.Optional;

/**
 * An environment.
 *
 * @param parent the one that it inherits from
 * @param version grows by one with every change of its secrets
 */
record EnvironmentView(
    String id,
    String name,
    Optional<String> parent,
    @JsonProperty("protected") boolean isProtected,
    long version,
    Instant createdAt) {
  static EnvironmentView of(Environment environment) {
    return new EnvironmentView(
        environment.id().toString(),
        environment.name().value(),
        Optional.empty(),
        environment.isProtected(),
        environment.version(),
        environment.createdAt());
  }
}
