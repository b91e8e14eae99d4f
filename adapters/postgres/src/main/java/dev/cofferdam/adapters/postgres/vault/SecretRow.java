package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of {@code secret_versions} with its environment's project.
 *
 * @param sealed also empty where the value was not asked for
 */
record SecretRow(
    UUID orgId,
    UUID projectId,
    UUID environmentId,
    String name,
    long version,
    Optional<SealedBytes> sealed,
    String change,
    String note,
    UUID updatedBy,
    Instant updatedAt) {
  static SecretRow of(StoredSecret secret) {
    SecretPlace place = secret.version().place();
    return new SecretRow(
        place.org().value(),
        place.project().value(),
        place.environment().value(),
        place.name().value(),
        place.version(),
        secret.content(),
        secret.version().change().code(),
        secret.version().note(),
        secret.version().updatedBy().value(),
        secret.version().updatedAt());
  }

  /** What the key is like once this is its newest version. */
  String state() {
    return switch (SecretChange.ofCode(change)) {
      case SET, RESTORE -> "set";
      case HIDE -> "hidden";
      case DELETE -> "deleted";
    };
  }

  SecretVersion toVersion() {
    SecretPlace place =
        new SecretPlace(
            new OrgId(orgId),
            new ProjectId(projectId),
            new EnvironmentId(environmentId),
            new SecretName(name),
            version);
    return new SecretVersion(
        place, SecretChange.ofCode(change), note, new ActorId(updatedBy), updatedAt);
  }

  StoredSecret toSecret() {
    return new StoredSecret(toVersion(), sealed);
  }
}
