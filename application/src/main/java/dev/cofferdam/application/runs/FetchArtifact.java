package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.vault.Contents;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Artifact;
import dev.cofferdam.domain.runs.ArtifactName;
import dev.cofferdam.domain.runs.Reached;

/**
 * Opens a file that a run left behind. Nothing in it is masked, so of a run that had secrets of a
 * protected environment only those get one who may use these.
 */
public final class FetchArtifact {
  public static final Permission NEEDS = Permission.RUN_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final RunStore runs;
  private final ArtifactMeans means;

  public FetchArtifact(Gatekeeper gatekeeper, Ledger ledger, RunStore runs, ArtifactMeans means) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.runs = runs;
    this.means = means;
  }

  public record Command(OrgId org, RunId run, ArtifactName name) {}

  /**
   * @throws Refusal {@code run_not_found}, {@code artifact_not_found}, or {@code forbidden}
   */
  public OpenArtifact execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(access, () -> open(new VisibleRuns(runs, actor, access), access, command));
  }

  private OpenArtifact open(VisibleRuns visible, Access access, Command command) {
    visible.find(command.run());
    if (runs.reach(command.org(), command.run()).stream().anyMatch(Reached::isProtected)) {
      access.require(Permission.ENVIRONMENT_PROTECTED_USE, "run:" + command.run());
    }
    Artifact artifact =
        means
            .artifacts()
            .find(command.org(), command.run(), command.name())
            .orElseThrow(() -> Refusal.notFound("artifact"));
    Contents.Open content =
        means
            .contents()
            .find(command.org(), ArtifactMeans.contentOf(command.run()))
            .orElseThrow(() -> Refusal.notFound("artifact"));
    return new OpenArtifact(artifact, content);
  }
}
