package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.EnvironmentComparison.Difference;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes another environment have the same secrets, as one change of it. It takes the right to read
 * all of both, and to write the other.
 */
public final class PromoteEnvironment {
  public static final Permission NEEDS = Permission.SECRET_WRITE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EffectiveReader reader;
  private final SecretStore secrets;
  private final EnvironmentComparison comparison;
  private final SecretWriter writer;

  public PromoteEnvironment(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EffectiveReader reader,
      SecretStore secrets,
      EnvironmentComparison comparison,
      SecretWriter writer) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.reader = reader;
    this.secrets = secrets;
    this.comparison = comparison;
    this.writer = writer;
  }

  /**
   * @param to the environment that is changed
   * @param expected the version that it has to have; empty for any
   */
  public record Command(
      EnvironmentFinder.Address address, EnvironmentName to, Optional<Long> expected) {}

  /**
   * @param target the changed environment afterwards
   * @param differences there were until then, each gone now
   */
  public record Outcome(Environment target, List<Difference> differences) {
    public Outcome {
      differences = List.copyOf(differences);
    }
  }

  /**
   * @throws Refusal {@code environment_not_found} for either, {@code precondition_failed}, {@code
   *     forbidden}; {@code invalid_field} for an environment that is promoted to itself
   */
  public Outcome execute(Actor actor, Command command) {
    EnvironmentFinder.Address address = command.address();
    if (command.to().equals(address.environment())) {
      throw Refusal.invalid("to", "must be another environment");
    }
    Access access = gatekeeper.require(actor, address.org(), NEEDS);
    access.require(Permission.SECRET_READ, address.resource());
    return ledger.change(access, change -> promote(change, actor, access, command));
  }

  private Outcome promote(Ledger.Change change, Actor actor, Access access, Command command) {
    EnvironmentFinder.Address to = command.address().sibling(command.to());
    EffectiveEnvironment<StoredSecret> source =
        reader.values(access, command.address(), Optional.empty());
    EffectiveEnvironment<StoredSecret> target = reader.values(access, to, Optional.empty());
    ChangeSecrets.requireVersion(target.line().own(), command.expected());
    List<Difference> differences = comparison.compare(source, target);
    Set<SecretName> inherited = inherited(target.line());
    SecretWriter.Written written =
        writer.write(
            change,
            actor,
            new SecretWriter.Target(target.line().own(), to.label()),
            differences.stream().map(each -> edit(each, inherited)).toList());
    if (!differences.isEmpty()) {
      change.record(
          AuditEntry.allowed(
              actor,
              "environment.promote",
              to.resource()
                  + " from "
                  + source.line().label(to.project())
                  + "@"
                  + written.environment().version()));
    }
    return new Outcome(written.environment(), differences);
  }

  /** What would show through in the target, did it say nothing itself. */
  private Set<SecretName> inherited(EnvironmentLine line) {
    if (line.ancestors().isEmpty()) {
      return Set.of();
    }
    EnvironmentLine above = new EnvironmentLine(line.ancestors());
    return EffectiveEnvironment.ofNames(above, false, secrets.names(line.own().org(), above.ids()))
        .secrets()
        .keySet();
  }

  private SecretWriter.Edit edit(Difference each, Set<SecretName> inherited) {
    if (each.here().isEmpty()) {
      return SecretWriter.Edit.drop(
          each.name(), inherited.contains(each.name()) ? SecretChange.HIDE : SecretChange.DELETE);
    }
    StoredSecret wanted = each.here().get().secret();
    return SecretWriter.Edit.set(each.name(), comparison.open(wanted), wanted.version().note());
  }
}
