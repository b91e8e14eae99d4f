package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.vault.RevealGate.Disclosure;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import java.util.List;
import java.util.Optional;

/**
 * Tells in which keys two environments of a project differ. That says something of the values, so
 * it takes the right to read all of both, and stands in the audit trail.
 */
public final class DiffEnvironments {
  public static final Permission NEEDS = Permission.SECRET_READ;

  private final Gatekeeper gatekeeper;
  private final RevealGate gate;
  private final EffectiveReader reader;
  private final EnvironmentComparison comparison;

  public DiffEnvironments(
      Gatekeeper gatekeeper,
      RevealGate gate,
      EffectiveReader reader,
      EnvironmentComparison comparison) {
    this.gatekeeper = gatekeeper;
    this.gate = gate;
    this.reader = reader;
    this.comparison = comparison;
  }

  public record Command(EnvironmentFinder.Address address, EnvironmentName with) {}

  /**
   * @param here the environment
   * @param there the one that it was compared with
   */
  public record Outcome(
      EnvironmentLine here,
      EnvironmentLine there,
      List<EnvironmentComparison.Difference> differences) {
    public Outcome {
      differences = List.copyOf(differences);
    }
  }

  /**
   * @throws Refusal {@code environment_not_found} for either, {@code forbidden}
   */
  public Outcome execute(Actor actor, Command command) {
    return gate.pass(
        callerOf(actor, command.address().org()), (now, snapshot) -> decide(actor, now, command));
  }

  private Disclosure<Outcome> decide(Actor actor, Access now, Command command) {
    EnvironmentFinder.Address address = command.address();
    EffectiveEnvironment<StoredSecret> here = reader.values(now, address, Optional.empty());
    EffectiveEnvironment<StoredSecret> there =
        reader.values(now, address.sibling(command.with()), Optional.empty());
    AuditEntry entry =
        AuditEntry.allowed(
            actor,
            "environment.diff",
            address.resource()
                + " with "
                + there.line().label(address.project())
                + "@"
                + here.line().own().version());
    return new Disclosure<>(
        Optional.of(entry),
        () -> new Outcome(here.line(), there.line(), comparison.compare(here, there)));
  }

  private RevealGate.Caller callerOf(Actor actor, OrgId org) {
    return new RevealGate.Caller(
        actor,
        org,
        () -> gatekeeper.require(actor, org, NEEDS),
        known -> gatekeeper.require(actor, org, NEEDS, known),
        role -> gatekeeper.recall(actor, org, NEEDS, new OrgThen(true, role)));
  }
}
