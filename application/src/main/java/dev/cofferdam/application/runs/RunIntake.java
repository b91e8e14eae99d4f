package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How a run begins, whatever it is made from: accepted, recorded, and in its org's queue. */
public final class RunIntake {
  private final RunStore runs;
  private final Outbox outbox;
  private final RunSources sources;
  private final RunAdmission admission;
  private final CreatePipeline.RunIdentity identity;

  public RunIntake(
      RunStore runs,
      Outbox outbox,
      RunSources sources,
      RunAdmission admission,
      CreatePipeline.RunIdentity identity) {
    this.runs = runs;
    this.outbox = outbox;
    this.sources = sources;
    this.admission = admission;
    this.identity = identity;
  }

  /**
   * @param secrets the environment whose secrets the commands get
   * @param retryOf the run that it repeats
   */
  record Asked(
      Pipeline pipeline, Optional<EnvironmentFinder.Address> secrets, Optional<RunId> retryOf) {}

  /**
   * What needs no transaction.
   *
   * @throws Refusal {@code no_runtime}, {@code network_not_allowed}, {@code invalid_field}, or
   *     {@code forbidden}
   */
  void require(Access access, Asked asked) {
    asked
        .secrets()
        .ifPresent(address -> access.require(Permission.SECRET_INJECT, address.resource()));
    admission.require(access, asked.pipeline());
  }

  /**
   * @throws Refusal {@code project_not_found}, {@code environment_not_found}, {@code forbidden}
   *     where the environment inherits from one that the caller may not read, {@code
   *     unresolved_reference}, {@code upload_not_found}
   */
  Run accept(Ledger.Change change, Actor actor, Access access, Asked asked) {
    Optional<RunReach.Found> found = asked.secrets().map(each -> sources.reach().of(access, each));
    asked.pipeline().upload().ifPresent(each -> sources.uploads().use(actor, access, each));
    RunId id = new RunId(identity.ids().next());
    Run run = queued(actor, access, id, asked, found);
    runs.add(run);
    found.ifPresent(each -> runs.addReach(access.org(), id, each.environments()));
    admission.queue(access.org());
    outbox.publish(
        new OutboxEvent(
            new EventId(identity.ids().next()),
            access.org(),
            CreatePipeline.QUEUED,
            id.toString()));
    change.record(AuditEntry.allowed(actor, "run.create", "run:" + id), RunEvents.created(run));
    return run;
  }

  private Run queued(
      Actor actor, Access access, RunId id, Asked asked, Optional<RunReach.Found> found) {
    List<String> commands = asked.pipeline().commands();
    return new Run(
        access.org(),
        id,
        asked.pipeline(),
        found.map(RunReach.Found::source),
        actor.author(),
        RunStatus.QUEUED,
        Optional.empty(),
        Optional.empty(),
        IntStream.range(0, commands.size())
            .mapToObj(i -> Step.pending(i, commands.get(i)))
            .toList(),
        0,
        false,
        Optional.empty(),
        new Run.Times(
            identity.clock().instant(), Optional.empty(), Optional.empty(), Optional.empty()),
        asked.retryOf());
  }
}
