package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.at;
import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.vault.CreateProject;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.ProjectName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

record CreateProjectRequest(
    @Schema(implementation = ProjectName.class, requiredMode = REQUIRED) @Nullable String name,
    @Schema(
            description = "What it is for; empty where it is left out.",
            example = "The web shop",
            maxLength = 1_000)
        @Nullable String description) {
  CreateProject.Command command(OrgId org) {
    String wanted = required("name", name);
    return new CreateProject.Command(
        org,
        at("name", () -> new ProjectName(wanted)),
        Objects.requireNonNullElse(description, ""));
  }
}
