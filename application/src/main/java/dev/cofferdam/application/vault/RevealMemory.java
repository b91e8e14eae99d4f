package dev.cofferdam.application.vault;

import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.vault.port.SharedWrites.Written;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What reveals and writes were decided by lately: values as they are stored, sealed, and never in
 * clear.
 *
 * <p>What is remembered was true at one state of its org. Whoever uses it has to make sure, in the
 * statement that commits the reveal or the write, that the org is still at that state. A newer
 * state that is read makes the rest unknown, as anything may have changed; but of a write of this
 * process it is known what it changed, so the rest stays. Sealed values are remembered by the
 * version of their environment instead, so that those of an environment that did not change outlast
 * changes of the org. What is not asked for any more makes room for what is. Safe for use by many
 * threads.
 */
public final class RevealMemory {
  /** How often something is tried with what is known, while that moves on. */
  private static final int RECALLS = 8;

  private final RecentEntries entries;
  private long eras;

  /**
   * @param maxBytes of memory that it takes, about
   */
  public RevealMemory(long maxBytes) {
    this.entries = new RecentEntries(maxBytes);
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

  /**
   * All that decides about a write of a key that had a version, as it was at one state of the org.
   *
   * @param role of the person who asks; empty for service tokens
   */
  record Ground(long state, Optional<Role> role, Environment environment, Head head) {}

  /** Tries with what is known, and again where more was learnt meanwhile. */
  <T> Optional<T> recalling(Question question, Function<Basis, Optional<T>> attempt) {
    return recalling(() -> find(question), Basis::state, attempt);
  }

  /** As {@link #recalling}, of a write. */
  <T> Optional<T> recallingGround(Question question, Function<Ground, Optional<T>> attempt) {
    return recalling(() -> findGround(question), Ground::state, attempt);
  }

  private static <B, T> Optional<T> recalling(
      Supplier<Optional<B>> find, ToLongFunction<B> stateOf, Function<B, Optional<T>> attempt) {
    OptionalLong tried = OptionalLong.empty();
    for (int recall = 0; recall < RECALLS; recall++) {
      Optional<B> found = find.get();
      if (found.isEmpty() || tried.equals(OptionalLong.of(stateOf.applyAsLong(found.get())))) {
        return Optional.empty();
      }
      Optional<T> outcome = attempt.apply(found.get());
      if (outcome.isPresent()) {
        return outcome;
      }
      tried = OptionalLong.of(stateOf.applyAsLong(found.get()));
    }
    return Optional.empty();
  }

  /** What is known for the newest state that is known; empty unless it is all there. */
  synchronized Optional<Basis> find(Question question) {
    Optional<MemoryKey.Known> known = known(question);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    long era = known.get().era();
    return get(new MemoryKey.LineKey(era, question.address()))
        .flatMap(line -> environments(era, line))
        .flatMap(
            line ->
                overrides(line, question.name())
                    .map(
                        overrides ->
                            new Basis(
                                known.get().state(),
                                role(era, question),
                                new EnvironmentLine(line),
                                overrides)));
  }

  /**
   * As {@link #find}, of a write.
   *
   * @param question about one key
   */
  synchronized Optional<Ground> findGround(Question question) {
    SecretName name = question.name().orElseThrow();
    Optional<MemoryKey.Known> known = known(question);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    long era = known.get().era();
    return get(new MemoryKey.OwnKey(era, question.address()))
        .flatMap(own -> get(new MemoryKey.EnvironmentKey(era, own)))
        .flatMap(
            own ->
                head(own, name)
                    .map(head -> new Ground(known.get().state(), role(era, question), own, head)));
  }

  /** Of the org, if the role of the person who asks is known with it. */
  private Optional<MemoryKey.Known> known(Question question) {
    return get(new MemoryKey.OrgKey(question.address().org()))
        .filter(known -> question.person().isEmpty() || role(known.era(), question).isPresent());
  }

  private Optional<Role> role(long era, Question question) {
    return question.person().flatMap(user -> get(new MemoryKey.RoleKey(era, user)));
  }

  private Optional<List<Environment>> environments(long era, MemoryKey.Line line) {
    List<Environment> all = new ArrayList<>();
    for (EnvironmentId id : line.ids()) {
      get(new MemoryKey.EnvironmentKey(era, id)).ifPresent(all::add);
    }
    return Optional.of(all).filter(found -> found.size() == line.ids().size());
  }

  private Optional<List<StoredSecret>> overrides(
      List<Environment> line, Optional<SecretName> name) {
    List<StoredSecret> all = new ArrayList<>();
    for (Environment each : line) {
      Optional<MemoryKey.Overrides> some =
          content(each).flatMap(content -> get(new MemoryKey.OverridesKey(content.era(), name)));
      if (some.isEmpty()) {
        return Optional.empty();
      }
      if (line.size() == 1) {
        return Optional.of(some.get().secrets());
      }
      all.addAll(some.get().secrets());
    }
    return Optional.of(all);
  }

  private Optional<Head> head(Environment environment, SecretName name) {
    return content(environment)
        .flatMap(
            content ->
                get(new MemoryKey.HeadKey(content.era(), name))
                    .or(
                        () ->
                            get(new MemoryKey.OverridesKey(content.era(), Optional.of(name)))
                                .flatMap(MemoryKey.Overrides::head)));
  }

  private Optional<MemoryKey.Content> content(Environment environment) {
    return get(new MemoryKey.ContentKey(environment.id()))
        .filter(content -> content.version() == environment.version());
  }

  synchronized void keep(Question question, Basis basis) {
    Optional<Long> era = learn(question, basis.state(), basis.role());
    if (era.isEmpty()) {
      return;
    }
    List<Environment> line = basis.line().environments();
    put(
        new MemoryKey.LineKey(era.get(), question.address()),
        new MemoryKey.Line(basis.line().ids()));
    put(new MemoryKey.OwnKey(era.get(), question.address()), basis.line().own().id());
    for (Environment each : line) {
      put(new MemoryKey.EnvironmentKey(era.get(), each.id()), each);
      put(new MemoryKey.OverridesKey(contentEra(each), question.name()), overridesOf(each, basis));
    }
    entries.makeRoom();
  }

  /**
   * As {@link #keep(Question, Basis)}, of a write.
   *
   * @param environment as it was at that state
   */
  synchronized void keep(
      Question question, long state, Optional<Role> role, Environment environment) {
    Optional<Long> era = learn(question, state, role);
    if (era.isPresent()) {
      put(new MemoryKey.OwnKey(era.get(), question.address()), environment.id());
      put(new MemoryKey.EnvironmentKey(era.get(), environment.id()), environment);
      contentEra(environment);
      entries.makeRoom();
    }
  }

  /**
   * Hears of a write of this process that was committed. Where the org is known as it was before,
   * it is known as it is from now on: nothing else has changed. To be told of an org's writes in
   * their order; what is told too late changes nothing.
   */
  synchronized void wrote(Written written) {
    Environment before = written.environment();
    Optional<MemoryKey.Known> known =
        get(new MemoryKey.OrgKey(before.org())).filter(then -> then.state() == written.state() - 1);
    if (known.isEmpty()) {
      return;
    }
    long era = known.get().era();
    put(new MemoryKey.OrgKey(before.org()), new MemoryKey.Known(written.state(), era));
    if (get(new MemoryKey.EnvironmentKey(era, before.id())).isPresent()) {
      put(new MemoryKey.EnvironmentKey(era, before.id()), written.moved());
    }
    content(before)
        .ifPresent(
            content -> {
              put(
                  new MemoryKey.ContentKey(before.id()),
                  new MemoryKey.Content(written.moved().version(), content.era()));
              replace(content.era(), written);
            });
    entries.makeRoom();
  }

  private void replace(long era, Written written) {
    SecretName name = written.secret().version().place().name();
    put(new MemoryKey.HeadKey(era, name), written.head());
    put(
        new MemoryKey.OverridesKey(era, Optional.of(name)),
        new MemoryKey.Overrides(List.of(written.secret())));
    MemoryKey.OverridesKey all = new MemoryKey.OverridesKey(era, Optional.empty());
    get(all).ifPresent(overrides -> put(all, overrides.with(written.secret())));
  }

  /** Forgets an org, of which something known turned out to be wrong. */
  synchronized void forget(OrgId org) {
    entries.remove(new MemoryKey.OrgKey(org));
  }

  /** The era of what is known for this state; empty where a newer one is known. */
  private Optional<Long> learn(Question question, long state, Optional<Role> role) {
    MemoryKey.OrgKey key = new MemoryKey.OrgKey(question.address().org());
    Optional<MemoryKey.Known> known = get(key);
    if (known.isPresent() && known.get().state() > state) {
      return Optional.empty();
    }
    long era =
        known
            .filter(same -> same.state() == state)
            .map(MemoryKey.Known::era)
            .orElseGet(() -> ++eras);
    put(key, new MemoryKey.Known(state, era));
    question
        .person()
        .ifPresent(user -> role.ifPresent(held -> put(new MemoryKey.RoleKey(era, user), held)));
    return Optional.of(era);
  }

  private long contentEra(Environment environment) {
    long era = content(environment).map(MemoryKey.Content::era).orElseGet(() -> ++eras);
    put(
        new MemoryKey.ContentKey(environment.id()),
        new MemoryKey.Content(environment.version(), era));
    return era;
  }

  private static MemoryKey.Overrides overridesOf(Environment environment, Basis basis) {
    return new MemoryKey.Overrides(
        basis.overrides().stream()
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
    return get(new MemoryKey.TagKey(state, address, what));
  }

  synchronized void keepTag(
      long state, EnvironmentFinder.Address address, Object what, String tag) {
    put(new MemoryKey.TagKey(state, address, what), tag);
    entries.makeRoom();
  }

  /** In bytes, about. */
  synchronized long size() {
    return entries.bytes();
  }

  private <T> Optional<T> get(MemoryKey<T> key) {
    return entries.get(key);
  }

  private <T> void put(MemoryKey<T> key, T value) {
    entries.put(key, value);
  }
}
