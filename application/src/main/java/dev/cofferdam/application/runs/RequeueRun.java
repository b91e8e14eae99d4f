package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;

/**
 * Puts a run back into the queue that was let in and that no worker took up, as when the worker
 * with the room for it has died.
 */
public final class RequeueRun {
  public static final Permission NEEDS = Permission.SYSTEM;

  private final Ledger ledger;
  private final RunStore runs;

  public RequeueRun(Ledger ledger, RunStore runs) {
    this.ledger = ledger;
    this.runs = runs;
  }

  public record Command(OrgId org, RunId run) {}

  /** Returns false for a run that a worker has taken up; that one is left as it is. */
  public boolean execute(Command command) {
    return ledger.append(
        Access.ofInstallation(command.org()), () -> runs.requeue(command.org(), command.run()));
  }
}
