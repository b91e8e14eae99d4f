package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.Callbacks;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Run;
import java.time.Clock;
import java.util.Optional;

/** Accepts a pipeline: from then on it is executed, whatever dies. */
public final class CreatePipeline {
  public static final Permission NEEDS = Permission.RUN_CREATE;

  /** The outbox event that says that a run waits for its turn. */
  public static final String QUEUED = "run.queued";

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final RunIntake intake;
  private final Callbacks callbacks;

  public CreatePipeline(
      Gatekeeper gatekeeper, Ledger ledger, RunIntake intake, Callbacks callbacks) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.intake = intake;
    this.callbacks = callbacks;
  }

  /** Where new runs get their ids and times. */
  public record RunIdentity(IdSource ids, Clock clock) {}

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
   *     that the caller may not read, {@code unresolved_reference}, {@code upload_not_found}, or
   *     {@code invalid_field} for a repository or a callback that can't be reached
   */
  public Run execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    RunIntake.Asked asked =
        new RunIntake.Asked(command.pipeline(), command.secrets(), Optional.empty());
    intake.require(access, asked);
    command.callback().ifPresent(callbacks::requireReachable);
    return ledger.change(access, change -> accept(change, actor, access, command, asked));
  }

  private Run accept(
      Ledger.Change change, Actor actor, Access access, Command command, RunIntake.Asked asked) {
    Run run = intake.accept(change, actor, access, asked);
    command.callback().ifPresent(url -> callbacks.remember(command.org(), run.id().value(), url));
    return run;
  }
}
