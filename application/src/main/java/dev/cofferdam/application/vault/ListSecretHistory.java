package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;

/** Lists what was done to a key in one environment, newest first, without values. */
public final class ListSecretHistory {
  public static final Permission NEEDS = Permission.SECRET_LIST;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;

  public ListSecretHistory(
      Gatekeeper gatekeeper, Ledger ledger, EnvironmentFinder finder, SecretStore secrets) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.secrets = secrets;
  }

  /**
   * @param before the version that the page starts below
   */
  public record Command(
      EnvironmentFinder.Address address, SecretName name, long before, int limit) {}

  /**
   * @throws Refusal {@code secret_not_found} for a key that the environment itself never had
   */
  public List<SecretVersion> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    return ledger.read(
        access,
        () -> {
          Environment environment = finder.environment(access, command.address());
          if (secrets
              .heads(environment.org(), environment.id(), List.of(command.name()))
              .isEmpty()) {
            throw Refusal.notFound("secret");
          }
          return secrets.history(
              environment.org(),
              environment.id(),
              command.name(),
              command.before(),
              command.limit());
        });
  }
}
