package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.VaultFact;
import java.time.Clock;

/** Makes a project. */
public final class CreateProject {
  public static final Permission NEEDS = Permission.PROJECT_CREATE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ProjectStore projects;
  private final IdSource ids;
  private final Clock clock;

  public CreateProject(
      Gatekeeper gatekeeper, Ledger ledger, ProjectStore projects, IdSource ids, Clock clock) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.projects = projects;
    this.ids = ids;
    this.clock = clock;
  }

  public record Command(OrgId org, ProjectName name, String description) {}

  /**
   * @throws Refusal {@code project_exists}
   */
  public Project execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.change(
        access,
        change -> {
          Project project =
              new Project(
                  command.org(),
                  new ProjectId(ids.next()),
                  command.name(),
                  command.description(),
                  clock.instant());
          long entry =
              change
                  .record(
                      AuditEntry.allowed(actor, "project.create", "project:" + project.name())
                          .committing(VaultFact.Named.made(project).commitment()))
                  .seq();
          if (!projects.add(project, entry)) {
            throw Refusal.conflict("project_exists", "This org has a project of this name.");
          }
          return project;
        });
  }
}
