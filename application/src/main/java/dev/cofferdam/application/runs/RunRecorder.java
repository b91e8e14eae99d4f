package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxListener;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.Step;
import dev.cofferdam.domain.runs.StepStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what a sandbox tells: its output in the log, its steps and times with the run. */
final class RunRecorder implements SandboxListener {
  private static final Actor RUNS = new Actor.Installation("runs", Actor.Origin.INSIDE);

  private final Ledger ledger;
  private final RunStore runs;
  private final Run run;
  private final OrgId org;
  private final RunId id;
  private final List<Step> steps;
  private final RunOutput output;
  private final RunArtifacts artifacts;
  private final Clock clock;

  /** Where the first {@code n} steps are known to be over, replaying them writes nothing. */
  private final List<Step> known;

  RunRecorder(
      Ledger ledger,
      RunStore runs,
      Run run,
      RunOutput output,
      RunArtifacts artifacts,
      Clock clock) {
    this.ledger = ledger;
    this.runs = runs;
    this.run = run;
    this.org = run.org();
    this.id = run.id();
    this.steps = new ArrayList<>(run.steps());
    this.known = run.steps();
    this.output = output;
    this.artifacts = artifacts;
    this.clock = clock;
  }

  @Override
  public void on(SandboxEvent event) {
    if (event instanceof SandboxEvent.CloneOutput clone) {
      output.write(clone.bytes());
    } else if (event instanceof SandboxEvent.Cloned cloned) {
      output.note("HEAD is now at " + cloned.commit());
      append(() -> runs.cloned(org, id, cloned.commit()));
    } else if (event instanceof SandboxEvent.Starting) {
      append(() -> runs.startCallSent(org, id, clock.instant()));
    } else if (event instanceof SandboxEvent.Started started) {
      start(started);
    } else if (event instanceof SandboxEvent.StepStarted started) {
      begin(started);
    } else if (event instanceof SandboxEvent.StepOutput step) {
      output.write(step.bytes());
    } else if (event instanceof SandboxEvent.StepEnded ended) {
      end(ended);
    } else if (event instanceof SandboxEvent.OutputDropped dropped) {
      artifacts.finish();
      output.note(
          "[cofferdam] The log is at its limit: " + dropped.bytes() + " more bytes were dropped.");
    } else {
      artifacts.on(event);
    }
  }

  /** Told again by a sandbox that is found again, it changes nothing. */
  private void start(SandboxEvent.Started started) {
    ledger.change(
        Access.ofInstallation(org),
        change -> {
          boolean news = runs.start(org, id, started.at());
          if (news) {
            change.record(
                AuditEntry.allowed(RUNS, "run.start", "run:" + id), RunEvents.started(run));
          }
          return news;
        });
  }

  private void begin(SandboxEvent.StepStarted started) {
    int index = started.index();
    output.note("$ " + steps.get(index).command());
    save(index, steps.get(index).started(started.at(), output.offset()));
  }

  private void end(SandboxEvent.StepEnded ended) {
    output.endPart();
    int index = ended.index();
    save(index, steps.get(index).ended(ended.exitCode(), ended.signal(), ended.duration()));
  }

  private void save(int index, Step step) {
    steps.set(index, step);
    StepStatus kept = known.get(index).status();
    boolean news =
        kept == StepStatus.PENDING || (kept == StepStatus.RUNNING && step.status() != kept);
    if (news) {
      append(() -> runs.save(org, id, step));
    }
  }

  /** Commits what is left of the output. */
  void finish() {
    artifacts.finish();
    output.endPart();
  }

  /** The last step that was begun. */
  Optional<Step> lastStep() {
    return steps.stream()
        .filter(step -> step.status() != StepStatus.PENDING)
        .reduce((first, second) -> second);
  }

  private void append(Runnable work) {
    ledger.append(
        Access.ofInstallation(org),
        () -> {
          work.run();
          return id;
        });
  }
}
