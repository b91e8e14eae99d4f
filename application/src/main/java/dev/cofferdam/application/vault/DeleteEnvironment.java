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
import dev.cofferdam.domain.vault.VaultFact;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes an environment; {@link UndeleteEnvironment} brings it back within {@link
 * Environment#GRACE}. What becomes of its branches has to be said.
 */
public final class DeleteEnvironment {
  public static final Permission NEEDS = Permission.ENVIRONMENT_DELETE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final EnvironmentTree tree;
  private final BranchDetacher detacher;
  private final Clock clock;

  public DeleteEnvironment(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EnvironmentFinder finder,
      EnvironmentTree tree,
      BranchDetacher detacher,
      Clock clock) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.tree = tree;
    this.detacher = detacher;
    this.clock = clock;
  }

  /** What becomes of an environment's branches. */
  public enum Branches {
    /** With branches it is not deleted. */
    REFUSE,
    /** They are deleted with it, and can be brought back with it. */
    DELETE,
    /** They keep what they inherited from it, as their own, and go on below its parent. */
    DETACH
  }

  /**
   * @param expected the version that the environment has to have; empty for any
   */
  public record Command(
      EnvironmentFinder.Address address, Branches branches, Optional<Long> expected) {}

  /**
   * @throws Refusal {@code environment_has_branches}, {@code precondition_failed}, {@code
   *     forbidden} where a branch is not for the caller
   */
  public void execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    ledger.change(access, change -> delete(change, actor, access, command));
  }

  private Environment delete(Ledger.Change change, Actor actor, Access access, Command command) {
    EnvironmentFinder.Address address = command.address();
    Environment environment = finder.environment(access, address);
    ChangeSecrets.requireVersion(environment, command.expected());
    List<Environment> branches = tree.branches(environment.org(), environment.id());
    if (!branches.isEmpty() && command.branches() == Branches.REFUSE) {
      throw Refusal.conflict(
          "environment_has_branches",
          "Others inherit from this environment; say whether they are deleted or detached.");
    }
    List<Environment> gone = new ArrayList<>(List.of(environment));
    if (command.branches() == Branches.DELETE) {
      gone.addAll(branches);
    }
    branches.forEach(branch -> requireUsable(access, address, branch));
    if (command.branches() == Branches.DETACH) {
      branches.stream()
          .filter(branch -> branch.parent().orElseThrow().id().equals(environment.id()))
          .forEach(branch -> detacher.detach(change, actor, address, environment, branch));
    }
    Instant at = environment.nextTime(clock.instant());
    tree.delete(
        environment.org(),
        gone.stream().map(each -> record(change, actor, address, each, at)).toList(),
        at);
    return environment;
  }

  private static EnvironmentTree.Gone record(
      Ledger.Change change,
      Actor actor,
      EnvironmentFinder.Address address,
      Environment gone,
      Instant at) {
    AuditEntry entry =
        AuditEntry.allowed(
            actor,
            "environment.delete",
            address.sibling(gone.name()).resource() + "@" + gone.version());
    return new EnvironmentTree.Gone(
        gone.id(),
        change.record(entry.committing(VaultFact.Settings.deleted(gone, at).commitment())).seq());
  }

  private static void requireUsable(
      Access access, EnvironmentFinder.Address address, Environment branch) {
    if (!EnvironmentFinder.isUsable(access, branch)) {
      String resource = address.sibling(branch.name()).resource();
      access.require(Permission.ENVIRONMENT_PROTECTED_USE, resource);
      throw access.refusing(
          Refusal.forbidden("A branch of this environment is not for this credential."), resource);
    }
  }
}
