package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.at;
import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cofferdam.application.vault.CreateEnvironment;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.domain.vault.EnvironmentName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record BranchRequest(
    @Schema(implementation = EnvironmentName.class, requiredMode = REQUIRED) @Nullable String name,
    @Schema(
            description = "Whether only admins may use it; a branch of a protected one always is.",
            defaultValue = "false")
        @JsonProperty("protected")
        @Nullable Boolean isProtected) {
  CreateEnvironment.Command command(Address parent) {
    String wanted = required("name", name);
    return new CreateEnvironment.Command(
        parent.sibling(at("name", () -> new EnvironmentName(wanted))),
        Optional.of(parent.environment()),
        Boolean.TRUE.equals(isProtected));
  }
}
