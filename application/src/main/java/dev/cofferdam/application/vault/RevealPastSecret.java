package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.vault.EffectiveEnvironment.Living;
import dev.cofferdam.application.vault.RevealGate.Disclosure;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows a value that a key had: as of a version, or as of an instant. */
public final class RevealPastSecret {
  public static final Permission NEEDS = Permission.SECRET_READ;

  private final Gatekeeper gatekeeper;
  private final RevealGate gate;
  private final EnvironmentFinder finder;
  private final EffectiveReader reader;
  private final SecretStore secrets;
  private final Sealer sealer;

  public RevealPastSecret(
      Gatekeeper gatekeeper,
      RevealGate gate,
      EnvironmentFinder finder,
      EffectiveReader reader,
      SecretStore secrets,
      Sealer sealer) {
    this.gatekeeper = gatekeeper;
    this.gate = gate;
    this.finder = finder;
    this.reader = reader;
    this.secrets = secrets;
    this.sealer = sealer;
  }

  /** When. */
  public sealed interface Moment {
    /** One of the environment's own versions of the key. */
    record AtVersion(long version) implements Moment {}

    /** What showed at an instant, also if it was inherited. */
    record AtInstant(Instant at) implements Moment {}
  }

  public record Command(EnvironmentFinder.Address address, SecretName name, Moment moment) {}

  /**
   * @throws Refusal {@code secret_not_found} for an instant without a value, {@code
   *     version_not_found} for a version that is none or has no value; {@code invalid_field} for an
   *     instant that is out of range; {@code forbidden}; {@code overloaded}
   */
  public RevealedSecret execute(Actor actor, Command command) {
    return gate.pass(
        callerOf(actor, command.address().org()),
        (now, snapshot) -> decide(actor, command, find(now, command)));
  }

  private Living<StoredSecret> find(Access now, Command command) {
    if (command.moment() instanceof Moment.AtInstant instant) {
      return reader
          .value(now, command.address(), command.name(), Optional.of(instant.at()))
          .living();
    }
    long version = ((Moment.AtVersion) command.moment()).version();
    Environment environment = finder.environment(now, command.address());
    SecretPlace place =
        new SecretPlace(
            environment.org(), environment.project(), environment.id(), command.name(), version);
    return secrets
        .find(place)
        .filter(found -> found.version().change().hasValue())
        .map(found -> new Living<>(found, environment, false))
        .orElseThrow(() -> Refusal.notFound("version"));
  }

  private Disclosure<RevealedSecret> decide(
      Actor actor, Command command, Living<StoredSecret> living) {
    StoredSecret stored = living.secret();
    String label = command.address().project() + "/" + living.home().name() + "/" + command.name();
    return new Disclosure<>(
        Optional.of(
            AuditEntry.allowed(
                actor,
                "secret.reveal",
                "secret:" + label + "@" + stored.version().place().version())),
        List.of(ReferenceReader.seen(living)),
        () ->
            new RevealedSecret(
                stored.version(),
                sealer.open(stored.version().place(), stored.sealed()),
                living.inheritedFrom().map(Environment::name)));
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
