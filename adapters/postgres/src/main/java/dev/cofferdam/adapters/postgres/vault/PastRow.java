package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.application.vault.port.EnvironmentTree.Past;

/** An environment as its row, and what it was at some time. */
record PastRow(EnvironmentRow environment, long versionThen, boolean protectedThen) {
  Past toPast() {
    return new Past(environment.toEnvironment(), versionThen, protectedThen);
  }
}
