package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.VersionRuns;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lists what was done to a key in one environment, newest first, without values; and which runs got
 * which version, for people and keys who may see runs.
 */
public final class ListSecretHistory {
  public static final Permission NEEDS = Permission.SECRET_LIST;

  /** How many runs of a version are told. */
  public static final int MOST_RUNS = 20;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final VersionRuns runs;

  public ListSecretHistory(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EnvironmentFinder finder,
      SecretStore secrets,
      VersionRuns runs) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.secrets = secrets;
    this.runs = runs;
  }

  /**
   * @param before the version that the page starts below
   */
  public record Command(
      EnvironmentFinder.Address address, SecretName name, long before, int limit) {}

  /**
   * One version.
   *
   * @param runs that got it, the newest first, up to {@link #MOST_RUNS}; empty for who may not see
   *     the org's runs
   */
  public record Line(SecretVersion version, List<RunId> runs) {
    public Line {
      runs = List.copyOf(runs);
    }
  }

  /**
   * @throws Refusal {@code secret_not_found} for a key that the environment itself never had
   */
  public List<Line> execute(Actor actor, Command command) {
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
          List<SecretVersion> versions =
              secrets.history(
                  environment.org(),
                  environment.id(),
                  command.name(),
                  command.before(),
                  command.limit());
          return withRuns(access, environment, command.name(), versions);
        });
  }

  /** A service token knows of some runs alone, and is told of none here. */
  private List<Line> withRuns(
      Access access, Environment environment, SecretName name, List<SecretVersion> versions) {
    boolean seesRuns = access.may(Permission.RUN_READ) && access.environments().isEmpty();
    Map<Long, List<RunId>> got =
        seesRuns && !versions.isEmpty()
            ? runs.of(
                environment.org(),
                environment.id(),
                name,
                versions.stream()
                    .map(each -> each.place().version())
                    .collect(Collectors.toUnmodifiableSet()),
                MOST_RUNS)
            : Map.of();
    return versions.stream()
        .map(each -> new Line(each, got.getOrDefault(each.place().version(), List.of())))
        .toList();
  }
}
