package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.VaultFact;
import java.time.Clock;
import java.util.Optional;

/**
 * Brings a project back that was deleted at most {@link Environment#GRACE} ago. One that is not
 * deleted stays as it is.
 */
public final class UndeleteProject {
  public static final Permission NEEDS = Permission.PROJECT_DELETE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ProjectStore projects;
  private final Clock clock;

  public UndeleteProject(Gatekeeper gatekeeper, Ledger ledger, ProjectStore projects, Clock clock) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.projects = projects;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code project_not_found}; {@code project_exists} where its name was given to
   *     another since
   */
  public Project execute(Actor actor, OrgId org, ProjectName name) {
    Access access = gatekeeper.require(actor, org, NEEDS);
    return ledger.change(
        access,
        change -> {
          Optional<Project> there = projects.find(org, name);
          Optional<ProjectStore.Deleted> deleted =
              projects
                  .findDeleted(org, name)
                  .filter(found -> clock.instant().isBefore(found.at().plus(Environment.GRACE)));
          if (deleted.isEmpty()) {
            return there.orElseThrow(() -> access.unseen("project", "project:" + name));
          }
          return undelete(change, actor, deleted.get());
        });
  }

  private Project undelete(Ledger.Change change, Actor actor, ProjectStore.Deleted deleted) {
    Project project = deleted.project();
    long entry =
        change
            .record(
                AuditEntry.allowed(actor, "project.undelete", "project:" + project.name())
                    .committing(VaultFact.Named.undeleted(project, deleted.at()).commitment()))
            .seq();
    if (!projects.undelete(project.org(), project.id(), entry)) {
      throw Refusal.conflict("project_exists", "This org has a project of this name.");
    }
    return project;
  }
}
