package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.at;
import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cofferdam.application.vault.CreateEnvironment;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record CreateEnvironmentRequest(
    @Schema(implementation = EnvironmentName.class, requiredMode = REQUIRED) @Nullable String name,
    @Schema(
            implementation = EnvironmentName.class,
            description = "The one to inherit from; none where it is left out.")
        @Nullable String parent,
    @Schema(
            description = "Whether only admins may use it; a branch of a protected one always is.",
            defaultValue = "false")
        @JsonProperty("protected")
        @Nullable Boolean isProtected) {
  CreateEnvironment.Command command(OrgId org, ProjectName project) {
    String wanted = required("name", name);
    Address address = new Address(org, project, at("name", () -> new EnvironmentName(wanted)));
    return new CreateEnvironment.Command(
        address,
        Optional.ofNullable(parent).map(text -> at("parent", () -> new EnvironmentName(text))),
        Boolean.TRUE.equals(isProtected));
  }
}
