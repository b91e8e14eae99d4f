package dev.cofferdam.application.vault;

import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What reveals were decided by lately: values as they are stored, sealed, and never in clear.
 *
 * <p>What is remembered was true at a state of its org, which stands in its key. Whoever uses it
 * has to make sure, in the statement that commits the reveal, that the org is still at that state.
 * Sealed values are remembered by the version of their environment instead, so that those of an
 * environment that did not change outlast changes of the org. What is not asked for any more makes
 * room for what is. Safe for use by many threads.
 */
public final class RevealMemory {
  /** About what an entry takes besides a sealed value's bytes. */
  private static final int ENTRY_BYTES = 600;

  private final long maxBytes;
  private final Map<Key<?>, Object> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param maxBytes of memory that it takes, about
   */
  public RevealMemory(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  private sealed interface Key<T> {
    Class<T> type();
  }

  private record StateKey(OrgId org) implements Key<Long> {
    @Override
    public Class<Long> type() {
      return Long.class;
    }
  }

  private record RoleKey(OrgId org, long state, UserId person) implements Key<Role> {
    @Override
    public Class<Role> type() {
      return Role.class;
    }
  }

  private record EnvironmentKey(long state, EnvironmentFinder.Address address)
      implements Key<Environment> {
    @Override
    public Class<Environment> type() {
      return Environment.class;
    }
  }

  private record SecretKey(OrgId org, EnvironmentId environment, long version, SecretName name)
      implements Key<StoredSecret> {
    @Override
    public Class<StoredSecret> type() {
      return StoredSecret.class;
    }

    static SecretKey of(Environment environment, SecretName name) {
      return new SecretKey(environment.org(), environment.id(), environment.version(), name);
    }
  }

  /**
   * What is known for the newest state that is known; empty unless it is all there.
   *
   * @param person who asks; empty for service tokens
   */
  synchronized Optional<RevealBasis> find(Optional<UserId> person, RevealSecret.Command command) {
    OrgId org = command.address().org();
    Optional<Long> known = get(new StateKey(org));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    long state = known.get();
    Optional<Role> role = person.flatMap(user -> get(new RoleKey(org, state, user)));
    if (person.isPresent() && role.isEmpty()) {
      return Optional.empty();
    }
    return get(new EnvironmentKey(state, command.address()))
        .flatMap(
            environment ->
                get(SecretKey.of(environment, command.name()))
                    .map(secret -> new RevealBasis(state, role, environment, secret)));
  }

  synchronized void keep(Optional<UserId> person, RevealSecret.Command command, RevealBasis basis) {
    OrgId org = command.address().org();
    Optional<Long> known = get(new StateKey(org));
    if (known.isPresent() && known.get() > basis.state()) {
      return;
    }
    put(new StateKey(org), basis.state());
    basis.role().ifPresent(role -> person.ifPresent(user -> put(roleKey(org, basis, user), role)));
    put(new EnvironmentKey(basis.state(), command.address()), basis.environment());
    put(SecretKey.of(basis.environment(), command.name()), basis.secret());
    makeRoom();
  }

  /** In bytes, about. */
  synchronized long size() {
    return bytes;
  }

  private static RoleKey roleKey(OrgId org, RevealBasis basis, UserId user) {
    return new RoleKey(org, basis.state(), user);
  }

  private <T> Optional<T> get(Key<T> key) {
    return Optional.ofNullable(entries.get(key)).map(key.type()::cast);
  }

  private <T> void put(Key<T> key, T value) {
    Object before = entries.put(key, value);
    bytes += weight(value) - (before == null ? 0 : weight(before));
  }

  private void makeRoom() {
    Iterator<Object> eldest = entries.values().iterator();
    while (bytes > maxBytes && eldest.hasNext()) {
      bytes -= weight(eldest.next());
      eldest.remove();
    }
  }

  private static long weight(Object value) {
    return value instanceof StoredSecret secret
        ? ENTRY_BYTES + 2L * secret.version().note().length() + secret.sealed().length()
        : ENTRY_BYTES;
  }
}
