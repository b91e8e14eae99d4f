package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@linkplain EffectiveEnvironment effective environments} in the thread's transaction, for
 * one caller: what lives where the caller may not read is not in them.
 */
public final class EffectiveReader {
  private final EnvironmentFinder finder;
  private final SecretStore secrets;

  public EffectiveReader(EnvironmentFinder finder, SecretStore secrets) {
    this.finder = finder;
    this.secrets = secrets;
  }

  /**
   * Names and versions; some are left out where part of it is not for the caller.
   *
   * @param at the moment it is read as of; empty for now
   * @throws Refusal as {@link EnvironmentFinder#line}
   */
  public EffectiveEnvironment<SecretVersion> names(
      Access access, EnvironmentFinder.Address address, Optional<Instant> at) {
    EnvironmentLine line = finder.line(access, address, at);
    EnvironmentLine usable = line.usableBy(access);
    List<SecretVersion> found =
        at.isPresent()
            ? secrets.namesAt(access.org(), usable.ids(), at.get())
            : secrets.names(access.org(), usable.ids());
    return EffectiveEnvironment.ofNames(usable, usable.ids().size() < line.ids().size(), found);
  }

  /**
   * All of it with its sealed values.
   *
   * @throws Refusal as {@link EnvironmentFinder#line}; {@code forbidden} where part of it lives
   *     where the caller may not read
   */
  public EffectiveEnvironment<StoredSecret> values(
      Access access, EnvironmentFinder.Address address, Optional<Instant> at) {
    EnvironmentLine line = finder.line(access, address, at);
    finder.requireWhole(access, address.project(), line);
    return EffectiveEnvironment.ofValues(
        line, false, overrides(access, line, Optional.empty(), at));
  }

  /**
   * One key with its sealed value.
   *
   * @throws Refusal as {@link EnvironmentFinder#line}; {@code secret_not_found}; {@code forbidden}
   *     where it may live where the caller may not read, whether it does or not
   */
  public Found value(
      Access access, EnvironmentFinder.Address address, SecretName name, Optional<Instant> at) {
    EnvironmentLine line = finder.line(access, address, at);
    EnvironmentLine usable = line.usableBy(access);
    Collection<StoredSecret> overrides = overrides(access, usable, Optional.of(name), at);
    if (overrides.isEmpty()) {
      finder.requireWhole(access, address.project(), line);
    }
    EffectiveEnvironment.Living<StoredSecret> living =
        EffectiveEnvironment.ofValues(usable, false, overrides).secrets().get(name);
    if (living == null) {
      throw Refusal.notFound("secret");
    }
    return new Found(line, living);
  }

  /** One key, and the line that it was found by. */
  public record Found(EnvironmentLine line, EffectiveEnvironment.Living<StoredSecret> living) {}

  private List<StoredSecret> overrides(
      Access access, EnvironmentLine line, Optional<SecretName> name, Optional<Instant> at) {
    return at.isPresent()
        ? secrets.overridesAt(access.org(), line.ids(), name, at.get())
        : secrets.overrides(access.org(), line.ids(), name);
  }
}
