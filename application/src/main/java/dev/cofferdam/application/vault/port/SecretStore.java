package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sealed secrets, every version of them. What an environment says of a key itself is an
 * <em>override</em>: its newest version, unless that deleted it.
 */
public interface SecretStore {
  /** The newest versions of these keys, deleted or not; keys that never had one are left out. */
  Map<SecretName, Head> heads(OrgId org, EnvironmentId environment, Collection<SecretName> names);

  /**
   * Adds versions of different keys of one environment, makes each its key's newest, and moves the
   * environment to its next version, once for all of them.
   */
  void put(List<Proven> secrets);

  /** The newest version, if it has a value. */
  default Optional<StoredSecret> find(OrgId org, EnvironmentId environment, SecretName name) {
    return overrides(org, List.of(environment), Optional.of(name)).stream()
        .filter(found -> found.version().change().hasValue())
        .findFirst();
  }

  /** One version, whatever came after it. */
  Optional<StoredSecret> find(SecretPlace place);

  /**
   * The overrides in these environments, by name.
   *
   * @param name of the one key that is asked for; empty for all
   */
  List<StoredSecret> overrides(
      OrgId org, Collection<EnvironmentId> environments, Optional<SecretName> name);

  /** The overrides as they were then. */
  List<StoredSecret> overridesAt(
      OrgId org, Collection<EnvironmentId> environments, Optional<SecretName> name, Instant at);

  /** As {@link #overrides}, of all keys and without their values. */
  List<SecretVersion> names(OrgId org, Collection<EnvironmentId> environments);

  /** As {@link #overridesAt}, of all keys and without their values. */
  List<SecretVersion> namesAt(OrgId org, Collection<EnvironmentId> environments, Instant at);

  /**
   * As {@link #names}, or {@link #namesAt} for a moment: a stretch of each environment's keys.
   *
   * @param at the moment it is read as of; empty for now
   * @return by name; of each environment up to {@link Span#most}, its first ones
   */
  List<SecretVersion> names(
      OrgId org, Collection<EnvironmentId> environments, Optional<Instant> at, Span span);

  /**
   * A stretch of keys.
   *
   * @param prefix that they start with; empty for all
   * @param after the key that they come behind; empty for all
   * @param most how many, from 1
   */
  record Span(String prefix, String after, int most) {}

  /**
   * The keys of an org whose names contain a text, each where it has a value of its own. What is in
   * deleted environments and projects is left out.
   *
   * @return by name, and those of one name by the environments' ids
   */
  List<SecretVersion> search(OrgId org, Search search);

  /**
   * What is looked for.
   *
   * @param part of names, in ASCII, whatever its case; empty for all
   * @param environments where alone; empty for everywhere
   * @param evenProtected whether in protected environments too
   * @param after the one that they come behind; empty for all
   * @param most how many, from 1
   */
  record Search(
      String part,
      Optional<Set<EnvironmentId>> environments,
      boolean evenProtected,
      Optional<Spot> after,
      int most) {}

  /** A key of an environment. */
  record Spot(SecretName name, EnvironmentId environment) {}

  /** A key's versions in one environment, newest first, those before a version. */
  List<SecretVersion> history(
      OrgId org, EnvironmentId environment, SecretName name, long before, int limit);

  /** The newest version of a key: its number, and what it did. */
  record Head(long version, boolean hasValue) {
    /** The version of the value that there is; 0 for none. */
    public long current() {
      return hasValue ? version : 0;
    }
  }

  /**
   * A version, and what proves it.
   *
   * @param entry the place of the audit entry that commits to it
   * @param fingerprint of its value, where it has one
   */
  record Proven(StoredSecret secret, long entry, Optional<Fingerprint> fingerprint) {}

  /**
   * A version with its sealed value.
   *
   * @param content there exactly if this kind of version has a value
   */
  record StoredSecret(SecretVersion version, Optional<SealedBytes> content) {
    public StoredSecret {
      if (version.change().hasValue() != content.isPresent()) {
        throw new IllegalArgumentException("a version has a value exactly if its change sets one");
      }
    }

    public StoredSecret(SecretVersion version, SealedBytes sealed) {
      this(version, Optional.of(sealed));
    }

    /**
     * @throws IllegalStateException for a version without a value
     */
    public SealedBytes sealed() {
      return content.orElseThrow(() -> new IllegalStateException("a version without a value"));
    }
  }
}
