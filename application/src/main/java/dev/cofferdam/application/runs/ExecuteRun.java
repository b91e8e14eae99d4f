package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.Collecting;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.runs.masking.MaskingRules;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Executes a run from wherever it is to its end: prepares it, runs its sandbox, keeps its masked
 * log and its steps, and ends it. Whoever dies in the middle, the next call goes on with the same
 * sandbox; a run that has ended is left alone.
 */
public final class ExecuteRun {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final long CANCEL_POLL_MILLIS = 250;

  private final Ledger ledger;
  private final RunStore runs;
  private final RunSecrets secrets;
  private final Sandbox sandbox;
  private final RunEnder ender;
  private final Execution execution;

  public ExecuteRun(
      Ledger ledger,
      RunStore runs,
      RunSecrets secrets,
      Sandbox sandbox,
      RunEnder ender,
      Execution execution) {
    this.ledger = ledger;
    this.runs = runs;
    this.secrets = secrets;
    this.sandbox = sandbox;
    this.ender = ender;
    this.execution = execution;
  }

  /** What every execution on this worker shares. */
  public record Execution(
      RunLogMeans log,
      ArtifactMeans artifacts,
      RunUploads uploads,
      RunPolicy policy,
      Clock clock) {}

  public record Command(OrgId org, RunId run) {}

  /**
   * Blocks until the run has ended.
   *
   * @throws InterruptedException when the thread is interrupted: the sandbox works on, and another
   *     call takes it up
   * @throws SandboxUnavailable when the runtime fails; worth trying again
   */
  public void execute(Command command) throws InterruptedException, SandboxUnavailable {
    Actor actor = new Actor.Installation("runs", Actor.Origin.INSIDE);
    Optional<Run> found =
        ledger.read(
            Access.ofInstallation(command.org()), () -> runs.find(command.org(), command.run()));
    if (found.isEmpty() || found.get().status().isFinal()) {
      return;
    }
    Optional<Run> prepared = prepare(actor, found.get());
    if (prepared.isPresent()) {
      inject(actor, prepared.get());
    }
  }

  /**
   * Gives the run back as it is once this worker has it; empty where there is nothing left to
   * execute.
   */
  private Optional<Run> prepare(Actor actor, Run run) throws SandboxUnavailable {
    if (run.cancelRequested() && run.times().startCallAt().isEmpty()) {
      ender.end(actor, run.org(), run.id(), RunEndings.canceledBeforeStart());
      return Optional.empty();
    }
    if (run.times().startCallAt().isPresent() && !sandbox.present().contains(run.id())) {
      // Its commands were begun, and are not here: executing them once more could do their work
      // twice.
      ender.end(
          actor,
          run.org(),
          run.id(),
          run.cancelRequested() ? RunEndings.canceledBeforeStart() : RunEndings.sandboxGone());
      return Optional.empty();
    }
    return ledger
        .append(
            Access.ofInstallation(run.org()),
            () -> {
              runs.prepare(run.org(), run.id(), sandbox.runtime());
              return runs.find(run.org(), run.id());
            })
        .filter(now -> !now.status().isFinal());
  }

  private void inject(Actor actor, Run run) throws InterruptedException, SandboxUnavailable {
    PinnedValues.Opened opened;
    try {
      opened = secrets.open(actor, run);
    } catch (Refusal refused) {
      if (refused.kind() != Refusal.Kind.FORBIDDEN && !isUnresolved(refused)) {
        throw refused;
      }
      ender.end(actor, run.org(), run.id(), RunEndings.secretsUnavailable(reasonOf(refused)));
      return;
    }
    Optional<String> unfit = RunEndings.unfitForEnvironment(opened.environment());
    if (unfit.isPresent()) {
      ender.end(actor, run.org(), run.id(), RunEndings.secretsUnavailable(unfit.get()));
      return;
    }
    Optional<ByteBuffer> files = filesOf(run);
    if (run.pipeline().upload().isPresent() && files.isEmpty()) {
      ender.end(actor, run.org(), run.id(), RunEndings.uploadGone());
      return;
    }
    perform(actor, run, opened, files);
  }

  private Optional<ByteBuffer> filesOf(Run run) {
    return run.pipeline()
        .upload()
        .flatMap(
            upload ->
                ledger.read(
                    Access.ofInstallation(run.org()),
                    () -> execution.uploads().find(run.org(), upload)))
        .flatMap(RunUploads.Found::files);
  }

  /** Without the chain, whose names may be of environments that not everybody knows. */
  private static String reasonOf(Refusal refused) {
    return isUnresolved(refused)
        ? refused.errors().stream()
            .limit(10)
            .map(Refusal.FieldError::field)
            .collect(
                Collectors.joining(
                    ", ",
                    "References lead nowhere any more, or to where the run's author was not let"
                        + " through: ",
                    "."))
        : refused.detail();
  }

  private static boolean isUnresolved(Refusal refused) {
    return refused.code().equals("unresolved_reference");
  }

  private void perform(Actor actor, Run run, PinnedValues.Opened opened, Optional<ByteBuffer> files)
      throws InterruptedException, SandboxUnavailable {
    MaskingRules rules = MaskingRules.of(opened.masked());
    try (RunLogWriter log =
        new RunLogWriter(execution.log(), run.org(), run.id(), run.logLength())) {
      RunOutput output = new RunOutput(rules, log);
      if (sandbox.runtime() == RuntimeKind.PROCESS) {
        output.note(
            "[cofferdam] This run is a process of the host and isolated far less than a container;"
                + " ./cofferdam doctor says what is missing.");
      }
      if (!rules.unmaskable().isEmpty()) {
        output.note(
            "[cofferdam] Too short to be masked: " + String.join(", ", rules.unmaskable()) + ".");
      }
      RunRecorder recorder =
          new RunRecorder(ledger, runs, run, output, artifactsOf(run, output), execution.clock());
      Future<?> cancelWatch =
          execution
              .log()
              .timer()
              .scheduleWithFixedDelay(
                  () -> stopIfAsked(run),
                  CANCEL_POLL_MILLIS,
                  CANCEL_POLL_MILLIS,
                  TimeUnit.MILLISECONDS);
      SandboxEnding ending;
      try {
        ending = sandbox.run(specOf(run, files), opened.environment(), recorder);
      } finally {
        cancelWatch.cancel(false);
      }
      recorder.finish();
      if (ending instanceof SandboxEnding.Stopped) {
        // Canceled means that nothing of it is there any more.
        sandbox.remove(run.id());
      }
      ender.end(actor, run.org(), run.id(), RunEndings.of(ending, recorder.lastStep(), output));
    }
  }

  private RunArtifacts artifactsOf(Run run, RunOutput output) {
    RunArtifacts.Place place =
        new RunArtifacts.Place(run.org(), run.id(), execution.policy().artifacts().kept());
    return new RunArtifacts(ledger, execution.artifacts(), place, output, execution.clock());
  }

  private void stopIfAsked(Run run) {
    try {
      if (ledger.read(
          Access.ofInstallation(run.org()), () -> runs.isCancelRequested(run.org(), run.id()))) {
        sandbox.stop(run.id());
      }
    } catch (RuntimeException | SandboxUnavailable again) {
      // The watch comes round in a moment and tries again, which it would not if this were thrown;
      // what fails for good surfaces in run().
      return;
    }
  }

  private SandboxSpec specOf(Run run, Optional<ByteBuffer> files) {
    Pipeline pipeline = run.pipeline();
    return new SandboxSpec(
        run.org(),
        run.id(),
        pipeline.image(),
        pipeline.repository(),
        pipeline.commands(),
        pipeline.variables(),
        pipeline.resources(),
        pipeline.network(),
        pipeline.timeout(),
        execution.policy().outputLimit(),
        new Collecting(pipeline.artifacts(), execution.policy().artifacts().limits()),
        files);
  }
}
