package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.LogBell;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;

/**
 * Asks for a run's end. One that is still queued ends with the asking. Whoever executes the run
 * sees it within a second and ends the sandbox first, the run then. A run that has ended, or was
 * asked before, stays as it is.
 */
public final class CancelPipeline {
  public static final Permission NEEDS = Permission.RUN_CANCEL;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final RunStore runs;
  private final LogBell bell;
  private final RunEnder ender;

  public CancelPipeline(
      Gatekeeper gatekeeper, Ledger ledger, RunStore runs, LogBell bell, RunEnder ender) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.runs = runs;
    this.bell = bell;
    this.ender = ender;
  }

  public record Command(OrgId org, RunId run) {}

  /**
   * @return the run, as it is with the wish noted
   * @throws Refusal {@code run_not_found}
   */
  public Run execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    Run asked = ledger.change(access, change -> ask(change, actor, access, command));
    bell.ring(command.run());
    return asked;
  }

  private Run ask(Ledger.Change change, Actor actor, Access access, Command command) {
    VisibleRuns visible = new VisibleRuns(runs, actor, access);
    Run run = visible.find(command.run());
    if (run.status().isFinal() || run.cancelRequested()) {
      return run;
    }
    runs.requestCancel(command.org(), command.run());
    change.record(AuditEntry.allowed(actor, "run.cancel", "run:" + command.run()));
    // The wish has locked the run's row, so no worker can take a queued run up before this is
    // committed.
    if (visible.find(command.run()).status() == RunStatus.QUEUED) {
      ender.end(actor, command.org(), command.run(), RunEndings.canceledBeforeStart());
    }
    return visible.find(command.run());
  }
}
