package dev.cofferdam.application.vault;

import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which keys there are in an environment, and where each lives: its own overrides, and what it
 * inherits. The nearest override decides; one that hides a key hides all that is behind it.
 *
 * @param line what it was made of: as much as the caller may use
 * @param partial whether there is more to inherit, which is not for the caller
 * @param secrets by name
 * @param <S> what is known of each: a version, with or without its sealed value
 */
public record EffectiveEnvironment<S>(
    EnvironmentLine line, boolean partial, SortedMap<SecretName, Living<S>> secrets) {
  public EffectiveEnvironment {
    secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
  }

  /**
   * A secret and the environment that it lives in.
   *
   * @param inherited whether that is another one than was asked for
   */
  public record Living<S>(S secret, Environment home, boolean inherited) {
    /** The name of the home, where it is another environment than was asked for. */
    public Optional<Environment> inheritedFrom() {
      return inherited ? Optional.of(home) : Optional.empty();
    }
  }

  /** Of overrides with their values. */
  public static EffectiveEnvironment<StoredSecret> ofValues(
      EnvironmentLine line, boolean partial, Collection<StoredSecret> overrides) {
    return of(line, partial, overrides, StoredSecret::version);
  }

  /** Of overrides without their values. */
  static EffectiveEnvironment<SecretVersion> ofNames(
      EnvironmentLine line, boolean partial, Collection<SecretVersion> overrides) {
    return of(line, partial, overrides, version -> version);
  }

  private static <S> EffectiveEnvironment<S> of(
      EnvironmentLine line,
      boolean partial,
      Collection<S> overrides,
      Function<S, SecretVersion> versionOf) {
    Map<EnvironmentId, Integer> distance = new HashMap<>();
    line.ids().forEach(id -> distance.put(id, distance.size()));
    Map<SecretName, S> nearest = new TreeMap<>();
    for (S override : overrides) {
      nearest.merge(
          versionOf.apply(override).place().name(),
          override,
          (one, other) ->
              distanceOf(distance, versionOf.apply(one))
                      <= distanceOf(distance, versionOf.apply(other))
                  ? one
                  : other);
    }
    SortedMap<SecretName, Living<S>> living = new TreeMap<>();
    nearest.forEach(
        (name, secret) -> {
          SecretVersion version = versionOf.apply(secret);
          if (version.change().hasValue()) {
            int home = distanceOf(distance, version);
            living.put(name, new Living<>(secret, line.environments().get(home), home > 0));
          }
        });
    return new EffectiveEnvironment<>(line, partial, living);
  }

  private static int distanceOf(Map<EnvironmentId, Integer> distance, SecretVersion version) {
    Integer found = distance.get(version.place().environment());
    if (found == null) {
      throw new IllegalArgumentException("an override of an environment that is not in the line");
    }
    return found;
  }
}
