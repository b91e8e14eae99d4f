package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;
import java.util.Optional;

/**
 * Takes a key's value away: by deleting what the environment itself says of it, so that what is
 * inherited shows through again, or by hiding it, so that nothing does. Both can be undone.
 */
public final class DropSecret {
  public static final Permission NEEDS = Permission.SECRET_WRITE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EffectiveReader reader;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final SecretWriter writer;

  public DropSecret(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EffectiveReader reader,
      EnvironmentFinder finder,
      SecretStore secrets,
      SecretWriter writer) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.reader = reader;
    this.finder = finder;
    this.secrets = secrets;
    this.writer = writer;
  }

  /**
   * @param change {@link SecretChange#DELETE} or {@link SecretChange#HIDE}
   */
  public record Command(
      EnvironmentFinder.Address address,
      SecretName name,
      SecretChange change,
      Expectation expectation) {
    public Command {
      if (change.hasValue()) {
        throw new IllegalArgumentException("this sets a value");
      }
    }
  }

  /**
   * @throws Refusal {@code secret_not_found} where there is nothing to delete, or to hide; {@code
   *     precondition_failed}
   */
  public SecretVersion execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    return ledger.change(
        access,
        change -> {
          Environment environment = finder.environment(access, command.address());
          Optional<Head> head =
              Optional.ofNullable(
                  secrets
                      .heads(environment.org(), environment.id(), List.of(command.name()))
                      .get(command.name()));
          command.expectation().require(head.map(Head::current).orElse(0L));
          if (!isThere(access, command, environment)) {
            throw Refusal.notFound("secret");
          }
          return writer.write(
              change,
              actor,
              new SecretWriter.Target(environment, command.address().label()),
              SecretWriter.Edit.drop(command.name(), command.change()));
        });
  }

  /** Deleted is what the environment itself says, be it that the key is hidden; hidden is a key. */
  private boolean isThere(Access access, Command command, Environment environment) {
    if (command.change() == SecretChange.DELETE) {
      return !secrets
          .overrides(environment.org(), List.of(environment.id()), Optional.of(command.name()))
          .isEmpty();
    }
    return reader
        .names(access, command.address(), Optional.empty())
        .secrets()
        .containsKey(command.name());
  }
}
