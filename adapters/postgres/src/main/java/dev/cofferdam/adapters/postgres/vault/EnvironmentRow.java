package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An environment as its row, with the present name of its parent. */
record EnvironmentRow(
    UUID orgId,
    UUID projectId,
    UUID environmentId,
    String name,
    Optional<UUID> parentId,
    Optional<String> parentName,
    boolean isProtected,
    long version,
    Instant createdAt,
    Instant changedAt) {
  static EnvironmentRow of(Environment environment) {
    return new EnvironmentRow(
        environment.org().value(),
        environment.project().value(),
        environment.id().value(),
        environment.name().value(),
        environment.parent().map(parent -> parent.id().value()),
        environment.parent().map(parent -> parent.name().value()),
        environment.isProtected(),
        environment.version(),
        environment.createdAt(),
        environment.changedAt());
  }

  Environment toEnvironment() {
    return new Environment(
        new OrgId(orgId),
        new ProjectId(projectId),
        new EnvironmentId(environmentId),
        new EnvironmentName(name),
        parentId.map(
            id ->
                new Environment.Parent(
                    new EnvironmentId(id), new EnvironmentName(parentName.orElseThrow()))),
        isProtected,
        version,
        createdAt,
        changedAt);
  }
}
