package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import java.time.Instant;
import java.util.UUID;

/** A project as its row. */
record ProjectRow(UUID orgId, UUID projectId, String name, String description, Instant createdAt) {
  Project toProject() {
    return new Project(
        new OrgId(orgId), new ProjectId(projectId), new ProjectName(name), description, createdAt);
  }
}
