package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.FreeText;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;

/** Gives a key its next value. */
public final class PutSecret {
  public static final Permission NEEDS = Permission.SECRET_WRITE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final SecretWriter writer;

  public PutSecret(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EnvironmentFinder finder,
      SecretStore secrets,
      SecretWriter writer) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.secrets = secrets;
    this.writer = writer;
  }

  public record Command(
      EnvironmentFinder.Address address,
      SecretName name,
      SecretValue value,
      String note,
      Expectation expectation) {
    public Command {
      FreeText.require("note", note);
    }
  }

  /**
   * @param created whether the key had no value of the environment's own before
   */
  public record Outcome(SecretVersion version, boolean created) {}

  /**
   * @throws Refusal {@code precondition_failed} where the expectation does not hold
   */
  public Outcome execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    return ledger.change(
        access,
        change -> {
          Environment environment = finder.environment(access, command.address());
          long current =
              secrets
                  .heads(environment.org(), environment.id(), List.of(command.name()))
                  .values()
                  .stream()
                  .mapToLong(SecretStore.Head::current)
                  .findFirst()
                  .orElse(0);
          command.expectation().require(current);
          SecretVersion written =
              writer.write(
                  change,
                  actor,
                  new SecretWriter.Target(environment, command.address().label()),
                  SecretWriter.Edit.set(command.name(), command.value(), command.note()));
          return new Outcome(written, current == 0);
        });
  }
}
