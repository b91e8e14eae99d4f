package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import java.util.List;

/** Lists a project's environments by name. */
public final class ListEnvironments {
  public static final Permission NEEDS = Permission.ENVIRONMENT_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ProjectStore projects;
  private final EnvironmentFinder finder;

  public ListEnvironments(
      Gatekeeper gatekeeper, Ledger ledger, ProjectStore projects, EnvironmentFinder finder) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.projects = projects;
    this.finder = finder;
  }

  /**
   * @param after the name that the page starts behind; empty for the first page
   */
  public record Command(OrgId org, ProjectName project, String after, int limit) {}

  /**
   * @throws Refusal {@code project_not_found}
   */
  public List<Environment> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(
        access,
        () -> {
          Project project = finder.project(access, command.project());
          List<Environment> visible =
              Visible.upTo(
                  command.limit(),
                  command.after(),
                  (after, limit) -> projects.list(command.org(), project.id(), after, limit),
                  environment -> environment.name().value(),
                  environment -> access.sees(environment.id()));
          return visible.stream()
              .map(environment -> EnvironmentFinder.shownTo(access, environment))
              .toList();
        });
  }
}
