package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;

/**
 * Gives a key the value and the note of one of its older versions again, as a new version; also one
 * that was deleted or hidden since.
 */
public final class RestoreSecret {
  public static final Permission NEEDS = Permission.SECRET_WRITE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final Sealer sealer;
  private final SecretWriter writer;

  public RestoreSecret(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EnvironmentFinder finder,
      SecretStore secrets,
      Sealer sealer,
      SecretWriter writer) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.secrets = secrets;
    this.sealer = sealer;
    this.writer = writer;
  }

  public record Command(
      EnvironmentFinder.Address address, SecretName name, long version, Expectation expectation) {}

  /**
   * @throws Refusal {@code version_not_found} for one that is none, or has no value; {@code
   *     precondition_failed}
   */
  public SecretVersion execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    return ledger.change(
        access,
        change -> {
          Environment environment = finder.environment(access, command.address());
          Head head =
              secrets
                  .heads(environment.org(), environment.id(), List.of(command.name()))
                  .getOrDefault(command.name(), new Head(0, false));
          command.expectation().require(head.current());
          StoredSecret then = find(environment, command);
          return writer.write(
              change,
              actor,
              new SecretWriter.Target(environment, command.address().label()),
              SecretWriter.Edit.restore(
                  command.name(),
                  sealer.open(then.version().place(), then.sealed()),
                  then.version().note()));
        });
  }

  private StoredSecret find(Environment environment, Command command) {
    SecretPlace place =
        new SecretPlace(
            environment.org(),
            environment.project(),
            environment.id(),
            command.name(),
            command.version());
    return secrets
        .find(place)
        .filter(found -> found.version().change().hasValue())
        .orElseThrow(() -> Refusal.notFound("version"));
  }
}
