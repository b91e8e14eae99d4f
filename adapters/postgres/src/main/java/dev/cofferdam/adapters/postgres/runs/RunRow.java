package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.runs.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code runs}. */
record RunRow(
    UUID orgId,
    UUID runId,
    PipelineRow pipeline,
    SecretSourceRow source,
    UUID createdBy,
    String status,
    Optional<String> runtime,
    Optional<String> commitId,
    long logLength,
    boolean cancelRequested,
    EndingRow ending,
    TimesRow times,
    Optional<UUID> retryOf) {
  /**
   * @param steps the run's steps, in order
   */
  Run toRun(List<Step> steps) {
    RunStatus reached = RunStatus.ofCode(status);
    return new Run(
        new OrgId(orgId),
        new RunId(runId),
        pipeline.toPipeline(steps.stream().map(Step::command).toList()),
        source.toSource(),
        new ActorId(createdBy),
        reached,
        runtime.map(kind -> RuntimeKind.valueOf(kind.toUpperCase(Locale.ROOT))),
        commitId,
        steps,
        logLength,
        cancelRequested,
        ending.toEnding(reached),
        times.toTimes(),
        retryOf.map(RunId::new));
  }
}
