package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A project. */
record ProjectView(
    @Schema(implementation = ProjectId.class) String id,
    @Schema(implementation = ProjectName.class) String name,
    @Schema(description = "What it is for.", example = "The web shop", maxLength = 1_000)
        String description,
    @Schema(description = "When it was made.") Instant createdAt) {
  static ProjectView of(Project project) {
    return new ProjectView(
        project.id().toString(),
        project.name().value(),
        project.description(),
        project.createdAt());
  }
}
