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
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.VaultFact;
import java.util.Optional;

/** Gives a project another name or description. */
public final class UpdateProject {
  public static final Permission NEEDS = Permission.PROJECT_UPDATE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ProjectStore projects;
  private final EnvironmentFinder finder;

  public UpdateProject(
      Gatekeeper gatekeeper, Ledger ledger, ProjectStore projects, EnvironmentFinder finder) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.projects = projects;
    this.finder = finder;
  }

  /** What is empty stays as it is. */
  public record Command(
      OrgId org, ProjectName project, Optional<ProjectName> name, Optional<String> description) {}

  /**
   * @throws Refusal {@code project_not_found}, {@code project_exists}
   */
  public Project execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.change(
        access,
        change -> {
          Project before = finder.project(access, command.project());
          Project after =
              before.described(
                  command.name().orElse(before.name()),
                  command.description().orElse(before.description()));
          if (after.equals(before)) {
            return before;
          }
          long entry =
              change
                  .record(
                      AuditEntry.allowed(actor, "project.update", "project:" + after.name())
                          .committing(VaultFact.Named.changed(before, after).commitment()))
                  .seq();
          if (!projects.update(after, entry)) {
            throw Refusal.conflict("project_exists", "This org has a project of this name.");
          }
          return after;
        });
  }
}
