package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.application.vault.port.ProjectStore.Deleted;
import java.time.Instant;

/** A deleted project as its row. */
record DeletedProjectRow(ProjectRow project, Instant deletedAt) {
  Deleted toDeleted() {
    return new Deleted(project.toProject(), deletedAt);
  }
}
