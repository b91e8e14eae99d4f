package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.vault.SecretName;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * Shows a secret's value. The audit entry is committed before the value is given away, by a
 * statement that makes sure that the org is as it was when the caller's rights and the value were
 * read. Who has the newest version already is told so: that gives nothing away, so it is neither
 * recorded nor counted.
 */
public final class RevealSecret {
  public static final Permission NEEDS = Permission.SECRET_READ;
  static final Reveals.Count COUNT = new Reveals.Count(Metric.SECRET_READS.code(), "secret_read");

  /** How often an org may change in between before its ledger head is locked. */
  private static final int READS = 2;

  private final Gatekeeper gatekeeper;
  private final RevealBasisFinder bases;
  private final Reveals reveals;
  private final Sealer sealer;
  private final LockedReveal lastResort;

  public RevealSecret(
      Gatekeeper gatekeeper,
      RevealBasisFinder bases,
      Reveals reveals,
      Sealer sealer,
      LockedReveal lastResort) {
    this.gatekeeper = gatekeeper;
    this.bases = bases;
    this.reveals = reveals;
    this.sealer = sealer;
    this.lastResort = lastResort;
  }

  /**
   * @param isHeld whether the caller has a version already and needs to know no more than that
   */
  public record Command(EnvironmentFinder.Address address, SecretName name, LongPredicate isHeld) {
    public Command(EnvironmentFinder.Address address, SecretName name) {
      this(address, name, version -> false);
    }
  }

  /** What comes of it. */
  public sealed interface Outcome {
    record Revealed(RevealedSecret secret) implements Outcome {}

    /** The caller has the newest version. */
    record Unchanged(long version) implements Outcome {}
  }

  /**
   * @throws Refusal {@code secret_not_found}; {@code overloaded}
   */
  public Outcome execute(Actor actor, Command command) {
    Function<Memberships, Access> admission =
        known -> gatekeeper.require(actor, command.address().org(), NEEDS, known);
    Optional<Outcome> outcome = fromMemory(actor, command);
    if (outcome.isPresent()) {
      return outcome.get();
    }
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    for (int read = 0; read < READS && outcome.isEmpty(); read++) {
      RevealBasis basis = bases.read(access, admission, actor.person(), command);
      outcome =
          isHeld(command, basis)
              ? Optional.of(new Outcome.Unchanged(versionOf(basis.secret())))
              : give(actor, access, command, basis);
    }
    return outcome.orElseGet(
        () -> new Outcome.Revealed(lastResort.reveal(actor, access, admission, command)));
  }

  /** Empty when memory has not got it all, or what it has does not hold any more. */
  private Optional<Outcome> fromMemory(Actor actor, Command command) {
    Optional<RevealBasis> remembered = bases.remembered(actor.person(), command);
    if (remembered.isEmpty()) {
      return Optional.empty();
    }
    RevealBasis basis = remembered.get();
    Optional<Access> recalled =
        gatekeeper
            .recall(actor, command.address().org(), NEEDS, new OrgThen(true, basis.role()))
            .filter(access -> EnvironmentFinder.isUsable(access, basis.environment()));
    if (recalled.isEmpty()) {
      return Optional.empty();
    }
    Access access = recalled.get();
    if (isHeld(command, basis)) {
      return bases.isAt(access, basis.state())
          ? Optional.of(new Outcome.Unchanged(versionOf(basis.secret())))
          : Optional.empty();
    }
    return give(actor, access, command, basis);
  }

  /** Empty when the org has moved on. */
  private Optional<Outcome> give(Actor actor, Access access, Command command, RevealBasis basis) {
    StoredSecret stored = basis.secret();
    return reveals.give(
        access,
        new Reveals.Reveal(basis.state(), entryOf(actor, command, stored), COUNT),
        () ->
            new Outcome.Revealed(
                new RevealedSecret(
                    stored.version(), sealer.open(stored.version().place(), stored.sealed()))));
  }

  static AuditEntry entryOf(Actor actor, Command command, StoredSecret stored) {
    String label = command.address().label() + "/" + command.name() + "@" + versionOf(stored);
    return AuditEntry.allowed(actor, "secret.reveal", "secret:" + label);
  }

  private static boolean isHeld(Command command, RevealBasis basis) {
    return command.isHeld().test(versionOf(basis.secret()));
  }

  private static long versionOf(StoredSecret stored) {
    return stored.version().place().version();
  }
}
