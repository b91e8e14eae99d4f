package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.VersionReaders;
import dev.cofferdam.application.vault.port.VersionRuns;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lists what was done to a key in one environment, newest first, without values; which runs got
 * which version, for people and keys who may see runs; and who read it, for who may see the audit
 * trail, where that stands as well.
 */
public final class ListSecretHistory {
  public static final Permission NEEDS = Permission.SECRET_LIST;

  /** How many runs of a version are told. */
  public static final int MOST_RUNS = 20;

  /** How many readers of a version are told. */
  public static final int MOST_READERS = 20;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final VersionRuns runs;
  private final VersionReaders readers;

  public ListSecretHistory(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EnvironmentFinder finder,
      SecretStore secrets,
      VersionRuns runs,
      VersionReaders readers) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.secrets = secrets;
    this.runs = runs;
    this.readers = readers;
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
   * @param readers up to {@link #MOST_READERS} of them; empty for who may not see the audit trail
   */
  public record Line(
      SecretVersion version, List<RunId> runs, Optional<VersionReaders.Readers> readers) {
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
          return lines(access, environment, command.name(), versions);
        });
  }

  /** A service token knows of some runs alone, and is told of none here. */
  private List<Line> lines(
      Access access, Environment environment, SecretName name, List<SecretVersion> versions) {
    boolean seesRuns = access.may(Permission.RUN_READ) && access.environments().isEmpty();
    boolean seesReaders = access.may(Permission.AUDIT_READ);
    Set<Long> numbers =
        versions.stream()
            .map(each -> each.place().version())
            .collect(Collectors.toUnmodifiableSet());
    OrgId org = environment.org();
    Map<Long, List<RunId>> got =
        seesRuns && !versions.isEmpty()
            ? runs.of(org, environment.id(), name, numbers, MOST_RUNS)
            : Map.of();
    Map<Long, VersionReaders.Readers> read =
        seesReaders && !versions.isEmpty()
            ? readers.of(org, environment.id(), name, numbers, MOST_READERS)
            : Map.of();
    return versions.stream()
        .map(
            each -> {
              long number = each.place().version();
              return new Line(
                  each,
                  got.getOrDefault(number, List.of()),
                  seesReaders
                      ? Optional.of(read.getOrDefault(number, VersionReaders.Readers.NOBODY))
                      : Optional.empty());
            })
        .toList();
  }
}
