package dev.cofferdam.adapters.http.runs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RuntimeKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A run, as far as it has come.
 *
 * @param outcome how it ended; all fields of it are empty until it has
 * @param pipeline what was asked for
 * @param usage once the run has ended
 * @param logBytes how long its log is by now
 */
record PipelineView(
    String id,
    String status,
    @JsonUnwrapped OutcomeView outcome,
    Optional<String> runtime,
    Optional<String> commit,
    PipelineSpecView pipeline,
    List<StepView> steps,
    Optional<RunUsageView> usage,
    List<MaskedView> masked,
    long logBytes,
    boolean cancelRequested,
    Instant createdAt,
    Instant queuedAt,
    Optional<Instant> startCallAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt) {
  /**
   * @param failureReason whose fault it was
   * @param failureDetail a sentence for people, masked
   */
  record OutcomeView(
      Optional<String> failureReason,
      Optional<String> failureDetail,
      OptionalInt exitCode,
      OptionalInt signal,
      boolean oomKilled) {
    static OutcomeView of(Optional<Ending> ending) {
      Optional<FailureReason> reason = ending.flatMap(Ending::reason);
      return new OutcomeView(
          reason.map(FailureReason::code),
          ending.flatMap(Ending::detail),
          ending.map(Ending::exitCode).orElse(OptionalInt.empty()),
          ending.map(Ending::signal).orElse(OptionalInt.empty()),
          reason.filter(FailureReason.OUT_OF_MEMORY::equals).isPresent());
    }
  }

  /** How often one secret was masked in one form. */
  record MaskedView(String secret, long count, String form) {
    static MaskedView of(Ending.MaskedCount masked) {
      return new MaskedView(masked.secret(), masked.count(), masked.form());
    }
  }

  static PipelineView of(Run run) {
    Run.Times times = run.times();
    return new PipelineView(
        run.id().toString(),
        run.status().code(),
        OutcomeView.of(run.ending()),
        run.runtime().map(PipelineView::nameOf),
        run.commit(),
        PipelineSpecView.of(run),
        run.steps().stream().map(StepView::of).toList(),
        run.ending().map(RunUsageView::of),
        run.ending().stream()
            .flatMap(ending -> ending.masked().stream())
            .map(MaskedView::of)
            .toList(),
        run.logLength(),
        run.cancelRequested(),
        times.queuedAt(),
        times.queuedAt(),
        times.startCallAt(),
        times.startedAt(),
        times.finishedAt());
  }

  private static String nameOf(RuntimeKind runtime) {
    return runtime.name().toLowerCase(Locale.ROOT);
  }
}
