package dev.cofferdam.application.runs;

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

/**
 * Asks for a run's end. Whoever executes the run sees it within a second and ends the sandbox
 * first, the run then. A run that has ended, or was asked before, stays as it is.
 */
public final class CancelPipeline {
  public static final Permission NEEDS = Permission.RUN_CANCEL;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final RunStore runs;
  private final LogBell bell;

  public CancelPipeline(Gatekeeper gatekeeper, Ledger ledger, RunStore runs, LogBell bell) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.runs = runs;
    this.bell = bell;
  }

  public record Command(OrgId org, RunId run) {}

  /**
   * @return the run, as it is with the wish noted
   * @throws Refusal {@code run_not_found}
   */
  public Run execute(Actor actor, Command command) {
    gatekeeper.require(actor, command.org(), NEEDS);
    Run asked = ledger.change(command.org(), change -> ask(change, actor, command));
    bell.ring(command.run());
    return asked;
  }

  private Run ask(Ledger.Change change, Actor actor, Command command) {
    Run run = find(command);
    if (run.status().isFinal() || run.cancelRequested()) {
      return run;
    }
    runs.requestCancel(command.org(), command.run());
    change.record(AuditEntry.allowed(actor, "run.cancel", "run:" + command.run()));
    return find(command);
  }

  private Run find(Command command) {
    return runs.find(command.org(), command.run()).orElseThrow(() -> Refusal.notFound("run"));
  }
}
