package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.ArtifactStore;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Artifact;
import dev.cofferdam.domain.runs.ArtifactName;
import java.util.List;
import java.util.Optional;

/** Lists what a run left behind, by name. */
public final class ListArtifacts {
  public static final Permission NEEDS = Permission.RUN_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final RunStore runs;
  private final ArtifactStore artifacts;

  public ListArtifacts(
      Gatekeeper gatekeeper, Ledger ledger, RunStore runs, ArtifactStore artifacts) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.runs = runs;
    this.artifacts = artifacts;
  }

  /**
   * @param after the name of the last one of the page before
   */
  public record Command(OrgId org, RunId run, Optional<ArtifactName> after, int limit) {}

  /**
   * @throws Refusal {@code run_not_found}
   */
  public List<Artifact> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(
        access,
        () -> {
          new VisibleRuns(runs, actor, access).find(command.run());
          return artifacts.list(command.org(), command.run(), command.after(), command.limit());
        });
  }
}
