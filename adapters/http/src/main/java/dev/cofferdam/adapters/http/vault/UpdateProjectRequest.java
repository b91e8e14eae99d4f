package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.at;

import dev.cofferdam.application.vault.UpdateProject;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.ProjectName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What isn't there stays as it is. */
record UpdateProjectRequest(
    @Schema(implementation = ProjectName.class) @Nullable String name,
    @Schema(description = "What it is for.", example = "The web shop", maxLength = 1_000)
        @Nullable String description) {
  UpdateProject.Command command(OrgId org, ProjectName project) {
    return new UpdateProject.Command(
        org,
        project,
        Optional.ofNullable(name).map(text -> at("name", () -> new ProjectName(text))),
        Optional.ofNullable(description));
  }
}
