package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Project;
import java.time.Clock;

/** Makes an environment of a project. */
public final class CreateEnvironment {
  public static final Permission NEEDS = Permission.ENVIRONMENT_CREATE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ProjectStore projects;
  private final EnvironmentFinder finder;
  private final IdSource ids;
  private final Clock clock;

  public CreateEnvironment(
      Gatekeeper gatekeeper,
      Ledger ledger,
      ProjectStore projects,
      EnvironmentFinder finder,
      IdSource ids,
      Clock clock) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.projects = projects;
    this.finder = finder;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param isProtected whether only admins and tokens made for it are to read or write it
   */
  public record Command(EnvironmentFinder.Address address, boolean isProtected) {}

  /**
   * @throws Refusal {@code project_not_found}, {@code environment_exists}, {@code forbidden}
   */
  public Environment execute(Actor actor, Command command) {
    EnvironmentFinder.Address address = command.address();
    Access access = gatekeeper.require(actor, address.org(), NEEDS);
    if (command.isProtected()) {
      access.require(Permission.ENVIRONMENT_PROTECT, address.resource());
    }
    return ledger.change(
        access,
        change -> {
          Project project = finder.project(access, address.project());
          Environment environment =
              new Environment(
                  address.org(),
                  project.id(),
                  new EnvironmentId(ids.next()),
                  address.environment(),
                  command.isProtected(),
                  0,
                  clock.instant());
          if (!projects.add(environment)) {
            throw Refusal.conflict(
                "environment_exists", "This project has an environment of this name.");
          }
          change.record(
              AuditEntry.allowed(actor, "environment.create", "environment:" + address.label()));
          return environment;
        });
  }
}
