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
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.VaultFact;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Makes an environment of a project, alone or as a branch of another. A branch of what is
 * protected, or inherits from what is, is protected too.
 */
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
   * @param parent the one to inherit from
   * @param isProtected whether only admins and tokens made for it are to read or write it
   */
  public record Command(
      EnvironmentFinder.Address address, Optional<EnvironmentName> parent, boolean isProtected) {
    public Command(EnvironmentFinder.Address address, boolean isProtected) {
      this(address, Optional.empty(), isProtected);
    }
  }

  /**
   * @throws Refusal {@code project_not_found}, {@code environment_not_found} for the parent, {@code
   *     environment_exists}, {@code environment_too_deep}, {@code forbidden}
   */
  public Environment execute(Actor actor, Command command) {
    EnvironmentFinder.Address address = command.address();
    Access access = gatekeeper.require(actor, address.org(), NEEDS);
    if (command.isProtected()) {
      access.require(Permission.ENVIRONMENT_PROTECT, address.resource());
    }
    return ledger.change(access, change -> create(change, actor, access, command));
  }

  private Environment create(Ledger.Change change, Actor actor, Access access, Command command) {
    EnvironmentFinder.Address address = command.address();
    Project project = finder.project(access, address.project());
    Optional<EnvironmentLine> above =
        command
            .parent()
            .map(parent -> finder.line(access, address.sibling(parent), Optional.empty()));
    boolean isProtected = command.isProtected();
    if (above.isPresent() && Branching.isProtected(above.get())) {
      access.require(Permission.ENVIRONMENT_PROTECT, address.resource());
      isProtected = true;
    }
    Branching.requireRoom(above, 1);
    Environment environment =
        Environment.made(
            project,
            new EnvironmentId(ids.next()),
            address.environment(),
            above.map(line -> line.own().asParent()),
            isProtected,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    long entry =
        change
            .record(
                AuditEntry.allowed(actor, "environment.create", "environment:" + address.label())
                    .committing(VaultFact.Settings.made(environment).commitment()))
            .seq();
    if (!projects.add(environment, entry)) {
      throw Branching.nameTaken();
    }
    return environment;
  }
}
