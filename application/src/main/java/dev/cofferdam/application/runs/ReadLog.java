package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.RunLog;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;

/** Reads a run's masked log from any offset, before, during and after the run. */
public final class ReadLog {
  public static final Permission NEEDS = Permission.RUN_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final RunStore runs;
  private final RunLog log;

  public ReadLog(Gatekeeper gatekeeper, Ledger ledger, RunStore runs, RunLog log) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.runs = runs;
    this.log = log;
  }

  /**
   * @param offset the first byte wanted, not negative; past the log's end there is nothing yet
   * @param limit bytes at most
   */
  public record Command(OrgId org, RunId run, long offset, int limit) {}

  /**
   * @throws Refusal {@code run_not_found}
   */
  public RunLog.Slice execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(access, () -> read(new VisibleRuns(runs, actor, access), command));
  }

  private RunLog.Slice read(VisibleRuns visible, Command command) {
    if (visible.share().isPresent()) {
      visible.find(command.run());
    }
    return log.read(command.org(), command.run(), command.offset(), command.limit())
        .orElseThrow(() -> visible.unseen(command.run()));
  }
}
