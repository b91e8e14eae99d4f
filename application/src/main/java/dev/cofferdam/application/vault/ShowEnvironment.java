package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.Environment;
import java.util.Optional;

/** Shows one environment. */
public final class ShowEnvironment {
  public static final Permission NEEDS = Permission.ENVIRONMENT_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;

  public ShowEnvironment(Gatekeeper gatekeeper, Ledger ledger, EnvironmentFinder finder) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
  }

  /**
   * @param tag covers what it inherits from too, as far as the caller may know
   */
  public record Outcome(Environment environment, String tag) {}

  /**
   * @throws Refusal {@code project_not_found}, {@code environment_not_found}, {@code forbidden}
   */
  public Outcome execute(Actor actor, EnvironmentFinder.Address address) {
    Access access = gatekeeper.require(actor, address.org(), NEEDS);
    return ledger.read(
        access,
        () -> {
          EnvironmentLine line = finder.line(access, address, Optional.empty());
          return new Outcome(
              EnvironmentFinder.shownTo(access, line.own()), line.usableBy(access).tag());
        });
  }
}
