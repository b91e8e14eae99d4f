package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.vault.Project;
import java.time.Instant;

/** A project. */
record ProjectView(String id, String name, String description, Instant createdAt) {
  static ProjectView of(Project project) {
    return new ProjectView(
        project.id().toString(),
        project.name().value(),
        project.description(),
        project.createdAt());
  }
}
