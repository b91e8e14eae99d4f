package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.application.vault.EffectiveEnvironment.Living;
import dev.cofferdam.application.vault.ReferenceLookup.Source;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.reference.KeyAddress;
import dev.cofferdam.domain.vault.reference.ReferenceResolver;
import dev.cofferdam.domain.vault.reference.Resolution;
import dev.cofferdam.domain.vault.reference.Resolution.Reason;
import dev.cofferdam.domain.vault.reference.Resolution.Resolved;
import dev.cofferdam.domain.vault.reference.Resolution.Unresolved;
import dev.cofferdam.domain.vault.reference.SecretLookup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Puts values in the place of references, in the thread's transaction, for one caller. */
public final class ReferenceReader {
  /** What one request is recorded for at most. */
  private static final int MOST_TOLD = 10;

  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final Sealer sealer;

  public ReferenceReader(EnvironmentFinder finder, SecretStore secrets, Sealer sealer) {
    this.finder = finder;
    this.secrets = secrets;
    this.sealer = sealer;
  }

  /** That this version is shown. */
  static Seen seen(Living<StoredSecret> living) {
    SecretPlace place = living.secret().version().place();
    return Seen.key(place.environment(), place.name().value(), place.version());
  }

  /**
   * Values without references any more.
   *
   * @param secrets by name
   * @param sources where else something was read for them
   * @param found what that was, by where it was looked for
   */
  record Whole(
      SortedMap<SecretName, SecretValue> secrets,
      List<Source> sources,
      Map<KeyAddress, Living<StoredSecret>> found) {
    Whole {
      secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
      sources = List.copyOf(sources);
      found = Map.copyOf(found);
    }

    /** Which versions went into the values. */
    List<Seen> seen() {
      return found.values().stream().map(ReferenceReader::seen).distinct().toList();
    }
  }

  /**
   * All of an environment.
   *
   * @param versions each version that went into it, by where it was read; those of the environment
   *     itself too
   * @param environments where something was read, and what those inherit from
   */
  public record Gathered(
      Map<KeyAddress, Living<StoredSecret>> versions, List<Environment> environments) {
    public Gathered {
      versions = Map.copyOf(versions);
      environments = List.copyOf(environments);
    }
  }

  /** As {@link #gather(EnvironmentFinder.Address, EnvironmentLine, Predicate)}, for a caller. */
  public Gathered gather(Access access, EnvironmentFinder.Address address, EnvironmentLine line) {
    return gather(
        address,
        line,
        each -> EnvironmentFinder.isUsable(access, each),
        unresolved -> tell(access, unresolved));
  }

  /**
   * Finds out what goes into the values of an environment.
   *
   * @param address where they are read
   * @param line the environment there, all of which is usable
   * @param isUsable whether something may be read in another environment
   * @throws Refusal {@code unresolved_reference}, with all keys that have no value
   */
  public Gathered gather(
      EnvironmentFinder.Address address, EnvironmentLine line, Predicate<Environment> isUsable) {
    return gather(address, line, isUsable, unresolved -> {});
  }

  private Gathered gather(
      EnvironmentFinder.Address address,
      EnvironmentLine line,
      Predicate<Environment> isUsable,
      Consumer<List<Unresolved>> told) {
    SortedMap<SecretName, Living<StoredSecret>> own =
        EffectiveEnvironment.ofValues(
                line, false, secrets.overrides(address.org(), line.ids(), Optional.empty()))
            .secrets();
    SortedMap<SecretName, SecretValue> written = new TreeMap<>();
    own.forEach(
        (name, living) -> {
          StoredSecret stored = living.secret();
          written.put(name, sealer.open(stored.version().place(), stored.sealed()));
        });
    Whole whole = resolve(address, written, isUsable, told);
    Map<KeyAddress, Living<StoredSecret>> versions = new HashMap<>(whole.found());
    own.forEach((name, living) -> versions.put(keyOf(address, name), living));
    Stream<Environment> others =
        whole.sources().stream().flatMap(source -> source.line().environments().stream());
    return new Gathered(
        versions, Stream.concat(line.environments().stream(), others).distinct().toList());
  }

  /**
   * @param address where they are read
   * @param written what is in force there, as it was written; not necessarily all that is
   * @throws Refusal {@code unresolved_reference}, with all of these that have no value
   */
  Whole resolve(
      Access access,
      EnvironmentFinder.Address address,
      SortedMap<SecretName, SecretValue> written) {
    return resolve(
        address,
        written,
        each -> EnvironmentFinder.isUsable(access, each),
        unresolved -> tell(access, unresolved));
  }

  /**
   * Records which environments references led to that are not there for the caller, whether there
   * are such ones or not: else the time that takes would tell.
   */
  private static void tell(Access access, List<Unresolved> unresolved) {
    unresolved.stream()
        .filter(each -> each.reason() == Reason.UNREADABLE)
        .map(each -> each.chain().get(each.chain().size() - 1))
        .map(key -> "environment:" + key.project() + "/" + key.environment())
        .distinct()
        .limit(MOST_TOLD)
        .forEach(resource -> access.refusing(Resolution.refusal(unresolved), resource));
  }

  /**
   * As {@link #resolve}, from what is known of the environment alone, without reading anything.
   *
   * @param own a value of the environment as it was written; empty for what is not known
   * @return empty where that is not enough: references lead elsewhere, or nowhere
   */
  static Optional<SortedMap<SecretName, SecretValue>> resolveWithin(
      EnvironmentFinder.Address address,
      SortedMap<SecretName, SecretValue> written,
      Function<SecretName, Optional<SecretValue>> own) {
    SecretLookup known =
        key ->
            isOf(address, key)
                ? own.apply(key.key())
                    .<SecretLookup.Answer>map(SecretLookup.Found::new)
                    .orElse(SecretLookup.Absent.MISSING)
                : SecretLookup.Absent.UNREADABLE;
    ReferenceResolver resolver = new ReferenceResolver(known);
    SortedMap<SecretName, SecretValue> values = new TreeMap<>();
    for (Map.Entry<SecretName, SecretValue> each : written.entrySet()) {
      Resolution resolution = resolver.resolve(keyOf(address, each.getKey()), each.getValue());
      if (!(resolution instanceof Resolved resolved)) {
        return Optional.empty();
      }
      values.put(each.getKey(), resolved.value());
    }
    return Optional.of(values);
  }

  private static boolean isOf(EnvironmentFinder.Address address, KeyAddress key) {
    return key.project().equals(address.project())
        && key.environment().equals(address.environment());
  }

  private Whole resolve(
      EnvironmentFinder.Address address,
      SortedMap<SecretName, SecretValue> written,
      Predicate<Environment> isUsable,
      Consumer<List<Unresolved>> told) {
    ReferenceLookup others = new ReferenceLookup(address.org(), isUsable, finder, secrets, sealer);
    ReferenceResolver resolver = new ReferenceResolver(nearest(address, written, others));
    SortedMap<SecretName, SecretValue> values = new TreeMap<>();
    List<Unresolved> unresolved = new ArrayList<>();
    written.forEach(
        (name, value) -> {
          Resolution resolution = resolver.resolve(keyOf(address, name), value);
          if (resolution instanceof Resolved resolved) {
            values.put(name, resolved.value());
          } else {
            unresolved.add((Unresolved) resolution);
          }
        });
    if (!unresolved.isEmpty()) {
      told.accept(unresolved);
      throw Resolution.refusal(unresolved);
    }
    return new Whole(values, others.sources(), others.found());
  }

  private static KeyAddress keyOf(EnvironmentFinder.Address address, SecretName name) {
    return new KeyAddress(address.project(), address.environment(), name);
  }

  /** What was read already is not read again. */
  private static SecretLookup nearest(
      EnvironmentFinder.Address address,
      SortedMap<SecretName, SecretValue> written,
      SecretLookup others) {
    return key -> {
      SecretValue own = isOf(address, key) ? written.get(key.key()) : null;
      return own == null ? others.find(key) : new SecretLookup.Found(own);
    };
  }
}
