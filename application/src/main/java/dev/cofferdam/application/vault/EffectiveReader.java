package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.Span;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads {@linkplain EffectiveEnvironment effective environments} in the thread's transaction, for
 * one caller: what lives where the caller may not read is not in them.
 */
public final class EffectiveReader {
  /** How many names of an environment are read at once, at most. */
  private static final int MOST_NAMES = 5_000;

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
   * As {@link #names}, one page of it: reads about as much as it tells.
   *
   * @throws Refusal as {@link EnvironmentFinder#line}
   */
  public Page page(
      Access access, EnvironmentFinder.Address address, Optional<Instant> at, Span wanted) {
    EnvironmentLine line = finder.line(access, address, at);
    EnvironmentLine usable = line.usableBy(access);
    List<EffectiveEnvironment.Living<SecretVersion>> found = new ArrayList<>();
    Span span = wanted;
    while (true) {
      List<SecretVersion> overrides = secrets.names(access.org(), usable.ids(), at, span);
      Optional<SecretName> end = endOf(overrides, span.most());
      List<SecretVersion> whole =
          overrides.stream()
              .filter(each -> end.isEmpty() || each.place().name().compareTo(end.get()) <= 0)
              .toList();
      found.addAll(EffectiveEnvironment.ofNames(usable, false, whole).secrets().values());
      if (end.isEmpty() || found.size() >= wanted.most()) {
        boolean partial = usable.ids().size() < line.ids().size();
        return new Page(usable, partial, found.subList(0, Math.min(found.size(), wanted.most())));
      }
      span = new Span(wanted.prefix(), end.get().value(), Math.min(MOST_NAMES, 2 * span.most()));
    }
  }

  /**
   * The last name up to which nothing is missing: the smallest of those where environments with
   * more names were cut off. Empty where all was read.
   */
  private static Optional<SecretName> endOf(List<SecretVersion> overrides, int most) {
    Map<EnvironmentId, List<SecretName>> names =
        overrides.stream()
            .map(SecretVersion::place)
            .collect(
                Collectors.groupingBy(
                    SecretPlace::environment,
                    Collectors.mapping(SecretPlace::name, Collectors.toList())));
    return names.values().stream()
        .filter(of -> of.size() == most)
        .map(Collections::max)
        .min(Comparator.naturalOrder());
  }

  /**
   * Some keys of an effective environment.
   *
   * @param secrets by name
   */
  public record Page(
      EnvironmentLine line,
      boolean partial,
      List<EffectiveEnvironment.Living<SecretVersion>> secrets) {
    public Page {
      secrets = List.copyOf(secrets);
    }
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
