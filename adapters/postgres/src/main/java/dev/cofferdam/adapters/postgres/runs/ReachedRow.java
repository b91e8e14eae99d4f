package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.runs.Reached;
import java.util.UUID;

/** A row of {@code run_reach}. */
record ReachedRow(UUID environmentId, boolean isProtected) {
  static ReachedRow of(Reached reached) {
    return new ReachedRow(reached.environment().value(), reached.isProtected());
  }

  Reached toReached() {
    return new Reached(new EnvironmentId(environmentId), isProtected);
  }
}
