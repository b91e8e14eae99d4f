package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Run;
import java.util.List;
import java.util.Optional;

/** Lists an org's runs, as far as they are for the caller, newest first. */
public final class ListPipelines {
  public static final Permission NEEDS = Permission.RUN_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final RunStore runs;

  public ListPipelines(Gatekeeper gatekeeper, Ledger ledger, RunStore runs) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.runs = runs;
  }

  /**
   * @param before the run that the page ends before; empty for the first page
   */
  public record Command(OrgId org, Optional<RunId> before, int limit) {}

  public List<Run> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(
        access,
        () ->
            runs.list(
                command.org(),
                new VisibleRuns(runs, actor, access).share(),
                command.before(),
                command.limit()));
  }
}
