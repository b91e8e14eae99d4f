package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.application.vault.port.ProjectStore.Label;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.Spot;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds keys by a part of their names, over all environments of an org that the caller may use,
 * without their values. A key is told where it has a value of its own, and not where that is
 * inherited.
 */
public final class FindSecrets {
  public static final Permission NEEDS = Permission.SECRET_LIST;

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_]{0,255}");

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ProjectStore projects;
  private final SecretStore secrets;

  public FindSecrets(
      Gatekeeper gatekeeper, Ledger ledger, ProjectStore projects, SecretStore secrets) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.projects = projects;
    this.secrets = secrets;
  }

  /**
   * @param part of names, whatever its case; empty for all
   * @param after the one that the page starts behind
   */
  public record Command(OrgId org, String part, Optional<Spot> after, int limit) {
    public Command {
      if (!PART.matcher(part).matches()) {
        throw Refusal.invalid("query", "must be at most 255 of A-Z, a-z, 0-9 and underscore");
      }
    }
  }

  /** A key, and where it lives. */
  public record Found(Label label, SecretVersion version) {}

  /** By name, and those of one name by the environments' ids. */
  public List<Found> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    SecretStore.Search search =
        new SecretStore.Search(
            command.part(),
            access.environments(),
            access.may(Permission.ENVIRONMENT_PROTECTED_USE),
            command.after(),
            command.limit());
    return ledger.read(
        access,
        () -> {
          List<SecretVersion> found = secrets.search(command.org(), search);
          Map<EnvironmentId, Label> labels =
              projects.labels(
                  command.org(),
                  found.stream()
                      .map(each -> each.place().environment())
                      .collect(Collectors.toUnmodifiableSet()));
          return found.stream()
              .map(each -> new Found(labels.get(each.place().environment()), each))
              .toList();
        });
  }
}
