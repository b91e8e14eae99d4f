package dev.cofferdam.adapters.http.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * An environment.
 *
 * @param parent the one that it inherits from
 * @param version grows by one with every change of it or of its secrets
 */
record EnvironmentView(
    @Schema(implementation = EnvironmentId.class) String id,
    @Schema(implementation = EnvironmentName.class) String name,
    @Schema(implementation = EnvironmentName.class, description = "The one that it inherits from.")
        Optional<String> parent,
    @Schema(description = "Whether only admins may use it.") @JsonProperty("protected")
        boolean isProtected,
    @Schema(
            description = "Grows by one with every change of it or of its secrets.",
            example = "3",
            minimum = "0")
        long version,
    @Schema(description = "When it was made.") Instant createdAt,
    @Schema(description = "When it came to this version.") Instant updatedAt) {
  /** The answer to who made it. */
  static Response created(Address address, Environment environment) {
    String path =
        "/api/v1/orgs/%s/projects/%s/envs/%s"
            .formatted(address.org(), address.project(), address.environment());
    return Response.created(URI.create(path)).entity(of(environment)).build();
  }

  static EnvironmentView of(Environment environment) {
    return new EnvironmentView(
        environment.id().toString(),
        environment.name().value(),
        environment.parent().map(parent -> parent.name().value()),
        environment.isProtected(),
        environment.version(),
        environment.createdAt(),
        environment.changedAt());
  }
}
