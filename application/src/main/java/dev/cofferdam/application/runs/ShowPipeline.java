package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Run;

/** Shows a run as it is now. */
public final class ShowPipeline {
  public static final Permission NEEDS = Permission.RUN_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final RunStore runs;

  public ShowPipeline(Gatekeeper gatekeeper, Ledger ledger, RunStore runs) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.runs = runs;
  }

  public record Command(OrgId org, RunId run) {}

  /**
   * @throws Refusal {@code run_not_found}
   */
  public Run execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(access, () -> new VisibleRuns(runs, actor, access).find(command.run()));
  }
}
