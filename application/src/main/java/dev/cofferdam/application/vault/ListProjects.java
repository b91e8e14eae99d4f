package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Project;
import java.util.List;

/** Lists an org's projects by name. */
public final class ListProjects {
  public static final Permission NEEDS = Permission.PROJECT_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ProjectStore projects;

  public ListProjects(Gatekeeper gatekeeper, Ledger ledger, ProjectStore projects) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.projects = projects;
  }

  /**
   * @param after the name that the page starts behind; empty for the first page
   */
  public record Command(OrgId org, String after, int limit) {}

  public List<Project> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(
        access,
        () ->
            Visible.upTo(
                command.limit(),
                command.after(),
                (after, limit) -> projects.list(command.org(), after, limit),
                project -> project.name().value(),
                project -> access.sees(project.id())));
  }
}
