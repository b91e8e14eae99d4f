package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.Callbacks;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.Step;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Accepts a pipeline: from then on it is executed, whatever dies. */
public final class CreatePipeline {
  public static final Permission NEEDS = Permission.RUN_CREATE;

  /** The outbox event that says that a run waits for its turn. */
  public static final String QUEUED = "run.queued";

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final RunStore runs;
  private final Afterwards afterwards;
  private final RunReach reach;
  private final RunAdmission admission;
  private final RunIdentity identity;

  public CreatePipeline(
      Gatekeeper gatekeeper,
      Ledger ledger,
      RunStore runs,
      Afterwards afterwards,
      RunReach reach,
      RunAdmission admission,
      RunIdentity identity) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.runs = runs;
    this.afterwards = afterwards;
    this.reach = reach;
    this.admission = admission;
    this.identity = identity;
  }

  /** Where new runs get their ids and times. */
  public record RunIdentity(IdSource ids, Clock clock) {}

  /** What has to be done about a run later: its start, and calling back when it has ended. */
  public record Afterwards(Outbox outbox, Callbacks callbacks) {}

  /**
   * @param secrets the environment whose secrets the commands get
   * @param callback who is told how it ended
   */
  public record Command(
      OrgId org,
      Pipeline pipeline,
      Optional<EnvironmentFinder.Address> secrets,
      Optional<WebhookUrl> callback) {
    /** Of a pipeline that calls nobody back. */
    public Command(OrgId org, Pipeline pipeline, Optional<EnvironmentFinder.Address> secrets) {
      this(org, pipeline, secrets, Optional.empty());
    }
  }

  /**
   * @throws Refusal {@code no_runtime}, {@code network_not_allowed}, {@code project_not_found},
   *     {@code environment_not_found}, {@code forbidden} where the environment inherits from one
   *     that the caller may not read, {@code unresolved_reference}, or {@code invalid_field} for a
   *     repository or a callback that can't be reached
   */
  public Run execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    command
        .secrets()
        .ifPresent(address -> access.require(Permission.SECRET_INJECT, address.resource()));
    admission.require(access, command.pipeline());
    command.callback().ifPresent(afterwards.callbacks()::requireReachable);
    return ledger.change(access, change -> accept(change, actor, access, command));
  }

  private Run accept(Ledger.Change change, Actor actor, Access access, Command command) {
    Optional<RunReach.Found> found = command.secrets().map(each -> reach.of(access, each));
    RunId id = new RunId(identity.ids().next());
    List<String> commands = command.pipeline().commands();
    Run run =
        new Run(
            command.org(),
            id,
            command.pipeline(),
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
                identity.clock().instant(), Optional.empty(), Optional.empty(), Optional.empty()));
    runs.add(run);
    found.ifPresent(each -> runs.addReach(command.org(), id, each.environments()));
    admission.queue(command.org());
    command
        .callback()
        .ifPresent(url -> afterwards.callbacks().remember(command.org(), id.value(), url));
    afterwards
        .outbox()
        .publish(
            new OutboxEvent(
                new EventId(identity.ids().next()), command.org(), QUEUED, id.toString()));
    change.record(AuditEntry.allowed(actor, "run.create", "run:" + id), RunEvents.created(run));
    return run;
  }
}
