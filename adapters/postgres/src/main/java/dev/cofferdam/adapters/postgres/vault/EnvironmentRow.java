package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import java.time.Instant;
import java.util.UUID;

/** An environment as its row. */
record EnvironmentRow(
    UUID orgId,
    UUID projectId,
    UUID environmentId,
    String name,
    boolean isProtected,
    long version,
    Instant createdAt) {
  Environment toEnvironment() {
    return new Environment(
        new OrgId(orgId),
        new ProjectId(projectId),
        new EnvironmentId(environmentId),
        new EnvironmentName(name),
        isProtected,
        version,
        createdAt);
  }
}
