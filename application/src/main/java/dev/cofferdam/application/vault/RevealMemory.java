package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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

  private record LineKey(long state, EnvironmentFinder.Address address)
      implements Key<EnvironmentLine> {
    @Override
    public Class<EnvironmentLine> type() {
      return EnvironmentLine.class;
    }
  }

  /**
   * @param name of the one key that is held; empty for all of the environment's
   */
  private record OverridesKey(
      OrgId org, EnvironmentId environment, long version, Optional<SecretName> name)
      implements Key<Overrides> {
    @Override
    public Class<Overrides> type() {
      return Overrides.class;
    }

    static OverridesKey of(Environment environment, Optional<SecretName> name) {
      return new OverridesKey(environment.org(), environment.id(), environment.version(), name);
    }
  }

  private record TagKey(long state, EnvironmentFinder.Address address, Object what)
      implements Key<String> {
    @Override
    public Class<String> type() {
      return String.class;
    }
  }

  private record Overrides(List<StoredSecret> secrets) {
    long weight() {
      long weight = ENTRY_BYTES;
      for (StoredSecret secret : secrets) {
        weight +=
            ENTRY_BYTES
                + 2L * secret.version().note().length()
                + secret.content().map(SealedBytes::length).orElse(0);
      }
      return weight;
    }
  }

  /**
   * Who asks, and what for.
   *
   * @param person empty for service tokens
   * @param name of one key; empty for all of an environment's
   */
  record Question(
      Optional<UserId> person, EnvironmentFinder.Address address, Optional<SecretName> name) {}

  /**
   * All that decides about a reveal, as it was at one state of the org.
   *
   * @param state of the org's ledger head
   * @param role of the person who asks; empty for who is no member, and for service tokens
   * @param overrides those in all of the line
   */
  record Basis(
      long state, Optional<Role> role, EnvironmentLine line, List<StoredSecret> overrides) {}

  /** What is known for the newest state that is known; empty unless it is all there. */
  synchronized Optional<Basis> find(Question question) {
    OrgId org = question.address().org();
    Optional<Long> known = get(new StateKey(org));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    long state = known.get();
    Optional<Role> role = question.person().flatMap(user -> get(new RoleKey(org, state, user)));
    if (question.person().isPresent() && role.isEmpty()) {
      return Optional.empty();
    }
    return get(new LineKey(state, question.address()))
        .flatMap(
            line ->
                overrides(line, question.name())
                    .map(overrides -> new Basis(state, role, line, overrides)));
  }

  private Optional<List<StoredSecret>> overrides(EnvironmentLine line, Optional<SecretName> name) {
    if (line.environments().size() == 1) {
      return get(OverridesKey.of(line.own(), name)).map(Overrides::secrets);
    }
    List<StoredSecret> all = new ArrayList<>();
    for (Environment each : line.environments()) {
      Optional<Overrides> some = get(OverridesKey.of(each, name));
      if (some.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(some.get().secrets());
    }
    return Optional.of(all);
  }

  synchronized void keep(Question question, Basis basis) {
    OrgId org = question.address().org();
    Optional<Long> known = get(new StateKey(org));
    if (known.isPresent() && known.get() > basis.state()) {
      return;
    }
    put(new StateKey(org), basis.state());
    question
        .person()
        .ifPresent(
            user ->
                basis.role().ifPresent(role -> put(new RoleKey(org, basis.state(), user), role)));
    put(new LineKey(basis.state(), question.address()), basis.line());
    for (Environment each : basis.line().environments()) {
      put(OverridesKey.of(each, question.name()), overridesOf(each, basis.overrides()));
    }
    makeRoom();
  }

  private static Overrides overridesOf(Environment environment, List<StoredSecret> overrides) {
    return new Overrides(
        overrides.stream()
            .filter(each -> each.version().place().environment().equals(environment.id()))
            .toList());
  }

  /**
   * The tag of an answer that was made from what is remembered, so that who has it is told so
   * without making it again.
   *
   * @param state that the answer was true at
   * @param what of the environment was asked for
   */
  synchronized Optional<String> tag(long state, EnvironmentFinder.Address address, Object what) {
    return get(new TagKey(state, address, what));
  }

  synchronized void keepTag(
      long state, EnvironmentFinder.Address address, Object what, String tag) {
    put(new TagKey(state, address, what), tag);
    makeRoom();
  }

  /** In bytes, about. */
  synchronized long size() {
    return bytes;
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
    return value instanceof Overrides overrides ? overrides.weight() : ENTRY_BYTES;
  }
}
