package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import java.util.Optional;

/**
 * Repeats a run that has ended: a new one of the same pipeline, with secrets of the same
 * environment as they are by then. Whoever asks is the new run's author, and needs the same rights
 * as for any other.
 */
public final class RetryPipeline {
  public static final Permission NEEDS = Permission.RUN_CREATE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final RunStore runs;
  private final RunIntake intake;

  public RetryPipeline(Gatekeeper gatekeeper, Ledger ledger, RunStore runs, RunIntake intake) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.runs = runs;
    this.intake = intake;
  }

  public record Command(OrgId org, RunId run) {}

  /**
   * @throws Refusal {@code run_not_found}, {@code run_not_ended}, or what {@link CreatePipeline}
   *     refuses with; {@code environment_not_found} also where the environment's name is another's
   *     by now
   */
  public Run execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    Run before = find(actor, access, command.run());
    if (!before.status().isFinal()) {
      throw Refusal.conflict("run_not_ended", "The run has not ended yet; cancel it first.");
    }
    RunIntake.Asked asked =
        new RunIntake.Asked(
            before.pipeline(),
            before.environment().map(source -> addressOf(command.org(), source)),
            Optional.of(before.id()));
    intake.require(access, asked);
    return ledger.change(
        access,
        change -> {
          Run again = intake.accept(change, actor, access, asked);
          if (!idOf(again).equals(idOf(before))) {
            throw Refusal.notFound("environment");
          }
          return again;
        });
  }

  /** To who may not have secrets injected, a run that has some looks like none. */
  private Run find(Actor actor, Access access, RunId run) {
    try {
      return ledger.read(access, () -> new VisibleRuns(runs, actor, access).find(run));
    } catch (Refusal unseen) {
      access.require(Permission.SECRET_INJECT, "run:" + run);
      throw unseen;
    }
  }

  private static Optional<EnvironmentId> idOf(Run run) {
    return run.environment().map(Run.SecretSource::id);
  }

  private static EnvironmentFinder.Address addressOf(OrgId org, Run.SecretSource source) {
    return new EnvironmentFinder.Address(
        org, new ProjectName(source.project()), new EnvironmentName(source.environment()));
  }
}
