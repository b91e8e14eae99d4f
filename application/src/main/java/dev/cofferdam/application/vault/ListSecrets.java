package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;

/** Lists an environment's keys without their values. */
public final class ListSecrets {
  public static final Permission NEEDS = Permission.SECRET_LIST;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;

  public ListSecrets(
      Gatekeeper gatekeeper, Ledger ledger, EnvironmentFinder finder, SecretStore secrets) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.secrets = secrets;
  }

  /**
   * @param after the key that the page starts behind; empty for the first page
   */
  public record Command(EnvironmentFinder.Address address, String after, int limit) {}

  public record Outcome(Environment environment, List<SecretVersion> secrets) {
    public Outcome {
      secrets = List.copyOf(secrets);
    }
  }

  /**
   * @throws Refusal {@code project_not_found}, {@code environment_not_found}
   */
  public Outcome execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    return ledger.read(
        access,
        () -> {
          Environment environment = finder.environment(access, command.address());
          List<StoredSecret> stored =
              secrets.list(environment.org(), environment.id(), command.after(), command.limit());
          return new Outcome(environment, stored.stream().map(StoredSecret::version).toList());
        });
  }
}
