package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.EnvironmentLine;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.Step;
import dev.cofferdam.domain.vault.Environment;
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
  private final Outbox outbox;
  private final EnvironmentFinder finder;
  private final RunAdmission admission;
  private final RunIdentity identity;

  public CreatePipeline(
      Gatekeeper gatekeeper,
      Ledger ledger,
      RunStore runs,
      Outbox outbox,
      EnvironmentFinder finder,
      RunAdmission admission,
      RunIdentity identity) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.runs = runs;
    this.outbox = outbox;
    this.finder = finder;
    this.admission = admission;
    this.identity = identity;
  }

  /** Where new runs get their ids and times. */
  public record RunIdentity(IdSource ids, Clock clock) {}

  /**
   * @param secrets the environment whose secrets the commands get
   */
  public record Command(
      OrgId org, Pipeline pipeline, Optional<EnvironmentFinder.Address> secrets) {}

  /**
   * @throws Refusal {@code no_runtime}, {@code network_not_allowed}, {@code project_not_found},
   *     {@code environment_not_found}, {@code forbidden} where the environment inherits from one
   *     that the caller may not read, or {@code invalid_field} for a repository that can't be
   *     reached
   */
  public Run execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    command
        .secrets()
        .ifPresent(address -> access.require(Permission.SECRET_INJECT, address.resource()));
    admission.require(access, command.pipeline());
    return ledger.change(access, change -> accept(change, actor, access, command));
  }

  /** The environment, of which the caller may read all that it inherits too. */
  private Environment environmentOf(Access access, EnvironmentFinder.Address address) {
    EnvironmentLine line = finder.line(access, address, Optional.empty());
    finder.requireWhole(access, address.project(), line);
    return line.own();
  }

  private Run accept(Ledger.Change change, Actor actor, Access access, Command command) {
    Optional<Run.SecretSource> source =
        command
            .secrets()
            .map(
                address ->
                    new Run.SecretSource(
                        environmentOf(access, address).id(),
                        address.project().value(),
                        address.environment().value()));
    RunId id = new RunId(identity.ids().next());
    List<String> commands = command.pipeline().commands();
    Run run =
        new Run(
            command.org(),
            id,
            command.pipeline(),
            source,
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
    admission.queue(command.org());
    outbox.publish(
        new OutboxEvent(new EventId(identity.ids().next()), command.org(), QUEUED, id.toString()));
    change.record(AuditEntry.allowed(actor, "run.create", "run:" + id));
    return run;
  }
}
