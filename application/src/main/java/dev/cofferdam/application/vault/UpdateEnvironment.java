package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.EnvironmentTree;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.VaultFact;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Renames an environment, protects it or not, or moves it below another parent, with all of its
 * branches. Below what is protected it is protected too.
 */
public final class UpdateEnvironment {
  public static final Permission NEEDS = Permission.ENVIRONMENT_UPDATE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final EnvironmentTree tree;
  private final Clock clock;

  public UpdateEnvironment(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EnvironmentFinder finder,
      EnvironmentTree tree,
      Clock clock) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.tree = tree;
    this.clock = clock;
  }

  /** Where an environment is moved to; without a parent it inherits nothing any more. */
  public record Move(Optional<EnvironmentName> parent) {}

  /**
   * What is empty stays as it is.
   *
   * @param expected the version that the environment has to have; empty for any
   */
  public record Command(
      EnvironmentFinder.Address address,
      Optional<EnvironmentName> name,
      Optional<Move> move,
      Optional<Boolean> isProtected,
      Optional<Long> expected) {}

  /**
   * The environment afterwards; with nothing to change, as it is.
   *
   * @throws Refusal {@code environment_exists}, {@code environment_cycle}, {@code
   *     environment_too_deep}, {@code precondition_failed}, {@code forbidden}
   */
  public ShowEnvironment.Outcome execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    return ledger.change(access, change -> update(change, actor, access, command));
  }

  private ShowEnvironment.Outcome update(
      Ledger.Change change, Actor actor, Access access, Command command) {
    EnvironmentFinder.Address address = command.address();
    Environment before = finder.environment(access, address);
    ChangeSecrets.requireVersion(before, command.expected());
    Optional<EnvironmentLine> above =
        command
            .move()
            .flatMap(Move::parent)
            .map(parent -> finder.line(access, address.sibling(parent), Optional.empty()));
    above.ifPresent(line -> requirePlace(before, line));
    Optional<Environment.Parent> parent =
        command.move().isPresent() ? above.map(line -> line.own().asParent()) : before.parent();
    boolean isProtected =
        command.isProtected().orElse(before.isProtected())
            || (!parent.equals(before.parent())
                && above.filter(Branching::isProtected).isPresent());
    if (isProtected != before.isProtected()) {
      access.require(Permission.ENVIRONMENT_PROTECT, address.resource());
    }
    Environment after =
        before.changed(command.name().orElse(before.name()), parent, isProtected, clock.instant());
    EnvironmentFinder.Address now = address.sibling(after.name());
    if (!isSame(before, after)) {
      long entry =
          change
              .record(
                  AuditEntry.allowed(
                          actor, "environment.update", now.resource() + "@" + after.version())
                      .committing(VaultFact.Settings.changed(before, after).commitment()))
              .seq();
      if (!tree.update(after, entry)) {
        throw Branching.nameTaken();
      }
    }
    EnvironmentLine line = finder.line(access, now, Optional.empty());
    return new ShowEnvironment.Outcome(
        EnvironmentFinder.shownTo(access, line.own()), line.usableBy(access).tag());
  }

  private void requirePlace(Environment environment, EnvironmentLine above) {
    if (above.ids().contains(environment.id())) {
      throw Refusal.conflict(
          "environment_cycle", "An environment can't inherit from itself or from a branch of it.");
    }
    List<Environment> branches = tree.branches(environment.org(), environment.id());
    Branching.requireRoom(Optional.of(above), Branching.height(environment, branches));
  }

  private static boolean isSame(Environment before, Environment after) {
    return before.name().equals(after.name())
        && before.parent().equals(after.parent())
        && before.isProtected() == after.isProtected();
  }
}
