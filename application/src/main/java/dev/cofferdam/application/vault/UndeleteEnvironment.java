package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.EnvironmentTree;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.VaultFact;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Brings an environment back that was deleted at most {@link Environment#GRACE} ago, and the
 * branches that were deleted with it. One that is not deleted stays as it is.
 */
public final class UndeleteEnvironment {
  public static final Permission NEEDS = Permission.ENVIRONMENT_DELETE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ProjectStore projects;
  private final EnvironmentTree tree;
  private final EnvironmentFinder finder;
  private final Clock clock;

  public UndeleteEnvironment(
      Gatekeeper gatekeeper,
      Ledger ledger,
      ProjectStore projects,
      EnvironmentTree tree,
      EnvironmentFinder finder,
      Clock clock) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.projects = projects;
    this.tree = tree;
    this.finder = finder;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code environment_not_found}; {@code environment_exists} where one of the
   *     names was given to another since; {@code environment_parent_deleted}; {@code forbidden}
   */
  public ShowEnvironment.Outcome execute(Actor actor, EnvironmentFinder.Address address) {
    Access access = gatekeeper.require(actor, address.org(), NEEDS);
    return ledger.change(
        access,
        change -> {
          Project project = finder.project(access, address.project());
          Optional<EnvironmentTree.Deleted> deleted = deleted(access, project, address);
          boolean isThere =
              projects.find(access.org(), project.id(), address.environment()).isPresent();
          if (deleted.isPresent() && isThere) {
            throw Branching.nameTaken();
          }
          deleted.ifPresent(found -> undelete(change, actor, access, address, found));
          EnvironmentLine line = finder.line(access, address, Optional.empty());
          return new ShowEnvironment.Outcome(
              EnvironmentFinder.shownTo(access, line.own()), line.usableBy(access).tag());
        });
  }

  private Optional<EnvironmentTree.Deleted> deleted(
      Access access, Project project, EnvironmentFinder.Address address) {
    return tree.findDeleted(access.org(), project.id(), address.environment())
        .filter(found -> clock.instant().isBefore(found.at().plus(Environment.GRACE)));
  }

  private void undelete(
      Ledger.Change change,
      Actor actor,
      Access access,
      EnvironmentFinder.Address address,
      EnvironmentTree.Deleted deleted) {
    Environment environment = deleted.environment();
    List<Environment> together = tree.deletedTogether(access.org(), environment.id());
    Optional<EnvironmentLine> above =
        environment.parent().map(parent -> new EnvironmentLine(lineOf(access, parent)));
    Branching.requireRoom(
        above, Branching.height(environment, together.subList(1, together.size())));
    for (Environment each : together) {
      EnvironmentFinder.Address place = address.sibling(each.name());
      if (!EnvironmentFinder.isUsable(access, each)) {
        access.require(Permission.ENVIRONMENT_PROTECTED_USE, place.resource());
        throw access.unseen("environment", place.resource());
      }
      long entry =
          change
              .record(
                  AuditEntry.allowed(
                          actor, "environment.undelete", place.resource() + "@" + each.version())
                      .committing(VaultFact.Settings.undeleted(each, deleted.at()).commitment()))
              .seq();
      if (!tree.undelete(access.org(), each.id(), entry)) {
        throw Branching.nameTaken();
      }
    }
  }

  private List<Environment> lineOf(Access access, Environment.Parent parent) {
    List<Environment> line = tree.line(access.org(), parent.id());
    if (line.isEmpty()) {
      throw Refusal.conflict(
          "environment_parent_deleted",
          "The environment that it inherits from is deleted; bring that back first.");
    }
    return line;
  }
}
