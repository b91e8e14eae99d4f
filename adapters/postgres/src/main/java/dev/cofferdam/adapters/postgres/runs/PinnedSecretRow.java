package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import java.util.UUID;

/** A row of {@code run_secrets} with its environment's project. */
record PinnedSecretRow(UUID projectId, UUID environmentId, String name, long version) {
  static PinnedSecretRow of(SecretPlace place) {
    return new PinnedSecretRow(
        place.project().value(),
        place.environment().value(),
        place.name().value(),
        place.version());
  }

  SecretPlace toPlace(OrgId org) {
    return new SecretPlace(
        org,
        new ProjectId(projectId),
        new EnvironmentId(environmentId),
        new SecretName(name),
        version);
  }
}
