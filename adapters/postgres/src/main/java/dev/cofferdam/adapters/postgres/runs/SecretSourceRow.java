package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.runs.Run;
import java.util.Optional;
import java.util.UUID;

/** The columns of {@code runs} that say where its secrets come from. */
record SecretSourceRow(
    Optional<UUID> environmentId, Optional<String> projectName, Optional<String> environmentName) {
  static SecretSourceRow of(Optional<Run.SecretSource> source) {
    return new SecretSourceRow(
        source.map(Run.SecretSource::id).map(EnvironmentId::value),
        source.map(Run.SecretSource::project),
        source.map(Run.SecretSource::environment));
  }

  Optional<Run.SecretSource> toSource() {
    return environmentId.map(
        id ->
            new Run.SecretSource(
                new EnvironmentId(id), projectName.orElseThrow(), environmentName.orElseThrow()));
  }
}
