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
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Deletes a project with all that is in it; {@link UndeleteProject} brings it back within {@link
 * Environment#GRACE}.
 */
public final class DeleteProject {
  public static final Permission NEEDS = Permission.PROJECT_DELETE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ProjectStore projects;
  private final EnvironmentFinder finder;
  private final Clock clock;

  public DeleteProject(
      Gatekeeper gatekeeper,
      Ledger ledger,
      ProjectStore projects,
      EnvironmentFinder finder,
      Clock clock) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.projects = projects;
    this.finder = finder;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code project_not_found}
   */
  public void execute(Actor actor, OrgId org, ProjectName name) {
    Access access = gatekeeper.require(actor, org, NEEDS);
    ledger.change(
        access,
        change -> {
          Project project = finder.project(access, name);
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          long entry =
              change
                  .record(
                      AuditEntry.allowed(actor, "project.delete", "project:" + name)
                          .committing(VaultFact.Named.deleted(project, now).commitment()))
                  .seq();
          projects.delete(org, project.id(), now, entry);
          return project;
        });
  }
}
