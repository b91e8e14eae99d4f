package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.runs.PinnedSecret;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.reference.KeyAddress;
import java.util.UUID;

/** A row of {@code run_secrets} with its environment's project. */
record PinnedSecretRow(
    String projectName,
    String environmentName,
    String name,
    UUID projectId,
    UUID environmentId,
    long version,
    boolean injected) {
  static PinnedSecretRow of(PinnedSecret pinned) {
    SecretPlace place = pinned.place();
    return new PinnedSecretRow(
        pinned.address().project().value(),
        pinned.address().environment().value(),
        place.name().value(),
        place.project().value(),
        place.environment().value(),
        place.version(),
        pinned.injected());
  }

  PinnedSecret toPinned(OrgId org) {
    SecretName key = new SecretName(name);
    return new PinnedSecret(
        new KeyAddress(new ProjectName(projectName), new EnvironmentName(environmentName), key),
        new SecretPlace(
            org, new ProjectId(projectId), new EnvironmentId(environmentId), key, version),
        injected);
  }
}
