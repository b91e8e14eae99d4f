package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import java.util.List;
import java.util.Optional;

/** Finds a version of a key in the environment that it lives in, for who may know of it. */
public final class VersionFinder {
  private final EnvironmentFinder finder;
  private final SecretStore secrets;

  public VersionFinder(EnvironmentFinder finder, SecretStore secrets) {
    this.finder = finder;
    this.secrets = secrets;
  }

  /**
   * @param version empty for the newest
   */
  public record Wanted(
      EnvironmentFinder.Address address, SecretName name, Optional<Long> version) {}

  /**
   * In the thread's transaction. A version that is yet to come is one that nobody had.
   *
   * @throws Refusal {@code secret_not_found} for a key that the environment itself never had; as
   *     {@link EnvironmentFinder#environment}
   */
  SecretPlace find(Access access, Wanted wanted) {
    access.require(Permission.SECRET_LIST, wanted.address().resource());
    Environment environment = finder.environment(access, wanted.address());
    SecretStore.Head head =
        secrets
            .heads(environment.org(), environment.id(), List.of(wanted.name()))
            .get(wanted.name());
    if (head == null) {
      throw Refusal.notFound("secret");
    }
    return new SecretPlace(
        environment.org(),
        environment.project(),
        environment.id(),
        wanted.name(),
        wanted.version().orElse(head.version()));
  }
}
