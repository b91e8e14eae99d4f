package dev.cofferdam.application.runs.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.PinnedSecret;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.runs.Step;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run with what belongs to it.
 *
 * @param pinned empty until it was decided which secrets the run gets
 * @param log all of it, at position 0
 */
record RunRow(Run run, Optional<List<PinnedSecret>> pinned, ByteBuffer log)
    implements InMemoryTable.Owned {
  @Override
  public OrgId org() {
    return run.org();
  }

  RunRow pinned(List<PinnedSecret> secrets) {
    return new RunRow(run, Optional.of(List.copyOf(secrets)), log);
  }

  RunRow logged(ByteBuffer longer) {
    return with(run.status(), run.steps(), run.ending(), run.times(), longer.capacity(), longer);
  }

  RunRow prepared(RuntimeKind by) {
    Run prepared =
        new Run(
            run.org(),
            run.id(),
            run.pipeline(),
            run.environment(),
            run.createdBy(),
            RunStatus.PREPARING,
            Optional.of(by),
            run.commit(),
            run.steps(),
            run.logLength(),
            run.cancelRequested(),
            run.ending(),
            run.times(),
            run.retryOf());
    return new RunRow(prepared, pinned, log);
  }

  RunRow noted(Optional<String> commit, boolean cancelRequested) {
    Run noted =
        new Run(
            run.org(),
            run.id(),
            run.pipeline(),
            run.environment(),
            run.createdBy(),
            run.status(),
            run.runtime(),
            commit,
            run.steps(),
            run.logLength(),
            cancelRequested,
            run.ending(),
            run.times(),
            run.retryOf());
    return new RunRow(noted, pinned, log);
  }

  RunRow startCallSent(Instant at) {
    Run.Times times = run.times();
    return timed(
        run.status(),
        new Run.Times(
            times.queuedAt(),
            times.startCallAt().or(() -> Optional.of(at)),
            times.startedAt(),
            times.finishedAt()));
  }

  RunRow started(Instant at) {
    Run.Times times = run.times();
    return timed(
        RunStatus.RUNNING,
        new Run.Times(
            times.queuedAt(),
            times.startCallAt(),
            times.startedAt().or(() -> Optional.of(at)),
            times.finishedAt()));
  }

  RunRow stepped(Step step) {
    List<Step> steps =
        run.steps().stream().map(old -> old.index() == step.index() ? step : old).toList();
    return with(run.status(), steps, run.ending(), run.times(), run.logLength(), log);
  }

  RunRow ended(Ending ending, Instant at) {
    Run.Times times =
        new Run.Times(
            run.times().queuedAt(),
            run.times().startCallAt(),
            run.times().startedAt(),
            Optional.of(at));
    List<Step> left = run.steps().stream().map(Step::leftBehind).toList();
    return with(ending.status(), left, Optional.of(ending), times, run.logLength(), log);
  }

  private RunRow timed(RunStatus status, Run.Times times) {
    return with(status, run.steps(), run.ending(), times, run.logLength(), log);
  }

  private RunRow with(
      RunStatus status,
      List<Step> steps,
      Optional<Ending> ending,
      Run.Times times,
      long logLength,
      ByteBuffer newLog) {
    Run changed =
        new Run(
            run.org(),
            run.id(),
            run.pipeline(),
            run.environment(),
            run.createdBy(),
            status,
            run.runtime(),
            run.commit(),
            steps,
            logLength,
            run.cancelRequested(),
            ending,
            times,
            run.retryOf());
    return new RunRow(changed, pinned, newLog);
  }
}
