package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.EffectiveEnvironment.Living;
import dev.cofferdam.application.vault.port.SecretStore.Span;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lists the keys of an environment, also inherited ones, without their values. */
public final class ListSecrets {
  public static final Permission NEEDS = Permission.SECRET_LIST;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EffectiveReader reader;

  public ListSecrets(Gatekeeper gatekeeper, Ledger ledger, EffectiveReader reader) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.reader = reader;
  }

  /**
   * @param prefix of the keys that are listed; empty for all
   * @param at the moment it is read as of; empty for now
   * @param after the key that the page starts behind; empty for the first page
   */
  public record Command(
      EnvironmentFinder.Address address,
      String prefix,
      Optional<Instant> at,
      String after,
      int limit) {}

  /**
   * @param line what the list was made of, and its tag covers
   * @param partial whether keys are left out that the caller may not know of
   */
  public record Outcome(
      EnvironmentLine line, boolean partial, List<Living<SecretVersion>> secrets) {
    public Outcome {
      secrets = List.copyOf(secrets);
    }
  }

  /**
   * @throws Refusal {@code project_not_found}, {@code environment_not_found}; {@code invalid_field}
   *     for an {@code at} that is out of range
   */
  public Outcome execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    Span wanted = new Span(command.prefix(), command.after(), command.limit());
    return ledger.read(
        access,
        () -> {
          EffectiveReader.Page found = reader.page(access, command.address(), command.at(), wanted);
          return new Outcome(found.line(), found.partial(), found.secrets());
        });
  }
}
