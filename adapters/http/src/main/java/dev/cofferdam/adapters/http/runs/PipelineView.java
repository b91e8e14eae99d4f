package dev.cofferdam.adapters.http.runs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.runs.masking.MaskedForm;
import dev.cofferdam.domain.vault.SecretName;
import io.swagger.v3.oas.annotations.media.Schema;
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
    @Schema(implementation = RunId.class) String id,
    @Schema(
            implementation = RunStatus.class,
            description = "The first three are on the way, the others are final.")
        String status,
    @JsonUnwrapped OutcomeView outcome,
    @Schema(
            implementation = RuntimeKind.class,
            description = "What it runs in, once that is known.")
        Optional<String> runtime,
    @Schema(
            description = "The commit that was checked out.",
            example = "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
        Optional<String> commit,
    @Schema(description = "What was asked for.") PipelineSpecView pipeline,
    @Schema(description = "One for each command.") List<StepView> steps,
    @Schema(description = "What it used; null until it has ended.") Optional<RunUsageView> usage,
    @Schema(description = "How often secrets were masked in its log.") List<MaskedView> masked,
    @Schema(description = "How long its log is by now.", example = "1024", minimum = "0")
        long logBytes,
    @Schema(description = "Whether somebody wants it canceled.") boolean cancelRequested,
    @Schema(description = "When it was accepted.") Instant createdAt,
    @Schema(description = "When it was accepted.") Instant queuedAt,
    @Schema(description = "When a sandbox was asked for.") Optional<Instant> startCallAt,
    @Schema(description = "When the first command began.") Optional<Instant> startedAt,
    @Schema(description = "When it ended.") Optional<Instant> finishedAt,
    @Schema(implementation = RunId.class, description = "The run that it repeats.")
        Optional<String> retryOf) {
  /**
   * @param failureReason whose fault it was
   * @param failureDetail a sentence for people, masked
   */
  record OutcomeView(
      @Schema(implementation = FailureReason.class, description = "Why it did not succeed.")
          Optional<String> failureReason,
      @Schema(description = "The same for people, masked.", example = "Command 2 ended with 1.")
          Optional<String> failureDetail,
      @Schema(
              description = "The last command's, once it has ended.",
              example = "0",
              minimum = "0",
              maximum = "255")
          OptionalInt exitCode,
      @Schema(
              description = "The signal that ended the last command; 0 where it ended by itself.",
              example = "9",
              minimum = "0")
          OptionalInt signal,
      @Schema(description = "Whether it ran out of memory.") boolean oomKilled) {
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
  record MaskedView(
      @Schema(implementation = SecretName.class) String secret,
      @Schema(description = "How often.", example = "2", minimum = "1") long count,
      @Schema(implementation = MaskedForm.class, description = "How it was written.") String form) {
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
        times.finishedAt(),
        run.retryOf().map(RunId::toString));
  }

  private static String nameOf(RuntimeKind runtime) {
    return runtime.name().toLowerCase(Locale.ROOT);
  }
}
