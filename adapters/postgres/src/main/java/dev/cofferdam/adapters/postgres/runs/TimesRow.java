package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.domain.runs.Run;
import java.time.Instant;
import java.util.Optional;

/** The columns of {@code runs} that say when what happened. */
record TimesRow(
    Instant queuedAt,
    Optional<Instant> startCallAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt) {
  Run.Times toTimes() {
    return new Run.Times(queuedAt, startCallAt, startedAt, finishedAt);
  }
}
