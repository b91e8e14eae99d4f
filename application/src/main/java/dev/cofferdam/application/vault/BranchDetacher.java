package dev.cofferdam.application.vault;

import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.EnvironmentTree;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import dev.cofferdam.domain.vault.VaultFact;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a branch independent of its parent without changing what is in it: what the parent itself
 * said of keys is copied into the branch, sealed for its new place, and the branch goes on below
 * the parent's parent. A branch that gets values of a protected environment becomes protected.
 */
public final class BranchDetacher {
  private final EnvironmentTree tree;
  private final SecretStore secrets;
  private final Sealer sealer;
  private final SecretWriter writer;
  private final Clock clock;

  public BranchDetacher(
      EnvironmentTree tree, SecretStore secrets, Sealer sealer, SecretWriter writer, Clock clock) {
    this.tree = tree;
    this.secrets = secrets;
    this.sealer = sealer;
    this.writer = writer;
    this.clock = clock;
  }

  void detach(
      Ledger.Change change,
      Actor actor,
      EnvironmentFinder.Address address,
      Environment parent,
      Environment branch) {
    EnvironmentFinder.Address place = address.sibling(branch.name());
    Set<SecretName> own =
        secrets.names(branch.org(), List.of(branch.id())).stream()
            .map(version -> version.place().name())
            .collect(Collectors.toSet());
    List<SecretWriter.Edit> copies =
        secrets.overrides(parent.org(), List.of(parent.id()), Optional.empty()).stream()
            .filter(override -> !own.contains(override.version().place().name()))
            .map(this::copy)
            .toList();
    Environment written =
        writer
            .write(change, actor, new SecretWriter.Target(branch, place.label()), copies)
            .environment();
    Environment after =
        written.changed(
            branch.name(),
            parent.parent(),
            branch.isProtected() || parent.isProtected(),
            clock.instant());
    long entry =
        change
            .record(
                AuditEntry.allowed(
                        actor, "environment.update", place.resource() + "@" + after.version())
                    .committing(VaultFact.Settings.changed(branch, after).commitment()))
            .seq();
    if (!tree.update(after, entry)) {
      throw Branching.nameTaken();
    }
  }

  private SecretWriter.Edit copy(StoredSecret override) {
    SecretVersion version = override.version();
    return version.change().hasValue()
        ? SecretWriter.Edit.set(
            version.place().name(), sealer.open(version.place(), override.sealed()), version.note())
        : SecretWriter.Edit.drop(version.place().name(), SecretChange.HIDE);
  }
}
