package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.application.vault.port.EnvironmentTree.Deleted;
import java.time.Instant;

/** A deleted environment as its row. */
record DeletedEnvironmentRow(EnvironmentRow environment, Instant deletedAt) {
  Deleted toDeleted() {
    return new Deleted(environment.toEnvironment(), deletedAt);
  }
}
