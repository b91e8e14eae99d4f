package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.KeyRotation;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code key_rotations}. */
record KeyRotationRow(
    UUID orgId,
    UUID rotationId,
    long keyId,
    long total,
    long done,
    Instant startedAt,
    Optional<Instant> finishedAt) {
  static KeyRotationRow of(KeyRotation rotation) {
    return new KeyRotationRow(
        rotation.org().value(),
        rotation.id().value(),
        rotation.key().value(),
        rotation.total(),
        rotation.done(),
        rotation.startedAt(),
        rotation.finishedAt());
  }

  KeyRotation toRotation() {
    return new KeyRotation(
        new OrgId(orgId),
        new KeyRotationId(rotationId),
        new OrgKeyId(keyId),
        total,
        done,
        startedAt,
        finishedAt);
  }
}
