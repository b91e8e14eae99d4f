package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;

/** Shows one project. */
public final class ShowProject {
  public static final Permission NEEDS = Permission.PROJECT_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;

  public ShowProject(Gatekeeper gatekeeper, Ledger ledger, EnvironmentFinder finder) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
  }

  /**
   * @throws Refusal {@code project_not_found}
   */
  public Project execute(Actor actor, OrgId org, ProjectName name) {
    Access access = gatekeeper.require(actor, org, NEEDS);
    return ledger.read(access, () -> finder.project(access, name));
  }
}
