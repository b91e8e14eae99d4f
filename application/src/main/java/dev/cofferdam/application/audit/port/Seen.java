package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.ids.EnvironmentId;

/**
 * What a reveal shows of one environment: a version of a key, or all keys at a version of the
 * environment.
 *
 * @param key empty for all
 * @param version of the key, or of the environment
 * @param nearer what stood in front of the environment where it was read through a branch: the
 *     branch, and what it inherits from on the way, each as {@code id@version} with blanks between
 *     them; empty for who read the environment itself, and for a single key
 */
public record Seen(EnvironmentId environment, String key, long version, String nearer) {
  public static Seen key(EnvironmentId environment, String key, long version) {
    return new Seen(environment, key, version, "");
  }

  public static Seen all(EnvironmentId environment, long version, String nearer) {
    return new Seen(environment, "", version, nearer);
  }
}
