package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.at;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.application.vault.UpdateEnvironment;
import dev.cofferdam.domain.vault.EnvironmentName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What isn't there stays as it is. */
record UpdateEnvironmentRequest(
    @Schema(implementation = EnvironmentName.class) @Nullable String name,
    @Schema(
            description = "The environment to inherit from; empty to inherit nothing any more.",
            example = "prod",
            pattern = "^([a-z0-9][a-z0-9._-]{0,62})?$")
        @Nullable String parent,
    @Schema(description = "Whether only admins may use it.") @JsonProperty("protected")
        @Nullable Boolean isProtected) {
  UpdateEnvironment.Command command(Address address, Optional<Long> expected) {
    return new UpdateEnvironment.Command(
        address,
        Optional.ofNullable(name).map(text -> at("name", () -> new EnvironmentName(text))),
        Optional.ofNullable(parent).map(UpdateEnvironmentRequest::move),
        Optional.ofNullable(isProtected),
        expected);
  }

  private static UpdateEnvironment.Move move(String parent) {
    return new UpdateEnvironment.Move(
        parent.isEmpty()
            ? Optional.empty()
            : Optional.of(at("parent", () -> new EnvironmentName(parent))));
  }
}
