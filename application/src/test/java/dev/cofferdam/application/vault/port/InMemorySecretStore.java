package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import dev.cofferdam.domain.vault.VaultFact;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps every version of every secret. Safe for use by many threads. */
public final class InMemorySecretStore implements SecretStore {
  private static final Comparator<StoredSecret> BY_VERSION =
      Comparator.comparingLong(secret -> secret.version().place().version());

  private final InMemoryProjectStore environments;
  private final InMemoryTable<SecretPlace, Row> secrets;

  public InMemorySecretStore(InMemoryTransactions transactions, InMemoryProjectStore environments) {
    this.environments = environments;
    secrets = InMemoryTable.ofOrgs(transactions);
    environments.facts().values(place -> find(place).flatMap(StoredSecret::content));
  }

  private record Row(StoredSecret value, long environmentVersion) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.version().place().org();
    }
  }

  private record Key(EnvironmentId environment, SecretName name) {
    static Key of(StoredSecret secret) {
      SecretPlace place = secret.version().place();
      return new Key(place.environment(), place.name());
    }
  }

  @Override
  public Map<SecretName, Head> heads(
      OrgId org, EnvironmentId environment, Collection<SecretName> names) {
    Map<SecretName, Head> heads = new HashMap<>();
    newest(org, List.of(environment), secret -> names.contains(Key.of(secret).name()))
        .forEach(
            secret ->
                heads.put(
                    Key.of(secret).name(),
                    new Head(
                        secret.version().place().version(), secret.version().change().hasValue())));
    return heads;
  }

  @Override
  public void put(List<Proven> written) {
    for (Proven proven : written) {
      StoredSecret secret = proven.secret();
      SecretPlace place = secret.version().place();
      if (secrets.find(place).isPresent()) {
        throw new IllegalStateException("a version is never written twice");
      }
      long next = environments.rowOf(place.environment()).value().version() + 1;
      secrets.put(place, new Row(secret, next));
      environments
          .facts()
          .note(
              new VaultFact.Secret(
                  place,
                  secret.version().change(),
                  next,
                  secret.version().updatedAt(),
                  proven.fingerprint()),
              proven.entry());
    }
    SecretVersion last = written.get(written.size() - 1).secret().version();
    environments.bump(last.place().environment(), last.updatedAt());
  }

  @Override
  public Optional<StoredSecret> find(SecretPlace place) {
    return secrets.find(place).map(Row::value);
  }

  @Override
  public List<StoredSecret> overrides(
      OrgId org, Collection<EnvironmentId> of, Optional<SecretName> name) {
    return undeleted(newest(org, of, isOf(name)));
  }

  @Override
  public List<StoredSecret> overridesAt(
      OrgId org, Collection<EnvironmentId> of, Optional<SecretName> name, Instant at) {
    Predicate<StoredSecret> then = secret -> !secret.version().updatedAt().isAfter(at);
    return undeleted(newest(org, of, isOf(name).and(then)));
  }

  @Override
  public List<SecretVersion> names(OrgId org, Collection<EnvironmentId> of) {
    return overrides(org, of, Optional.empty()).stream().map(StoredSecret::version).toList();
  }

  @Override
  public List<SecretVersion> namesAt(OrgId org, Collection<EnvironmentId> of, Instant at) {
    return overridesAt(org, of, Optional.empty(), at).stream().map(StoredSecret::version).toList();
  }

  @Override
  public List<SecretVersion> names(
      OrgId org, Collection<EnvironmentId> of, Optional<Instant> at, Span span) {
    List<SecretVersion> all = at.isPresent() ? namesAt(org, of, at.get()) : names(org, of);
    Map<EnvironmentId, Integer> told = new HashMap<>();
    return all.stream()
        .filter(each -> each.place().name().value().startsWith(span.prefix()))
        .filter(each -> each.place().name().value().compareTo(span.after()) > 0)
        .filter(each -> told.merge(each.place().environment(), 1, Integer::sum) <= span.most())
        .toList();
  }

  @Override
  public List<SecretVersion> search(OrgId org, Search search) {
    Set<EnvironmentId> open =
        environments.open(org).stream()
            .filter(each -> search.evenProtected() || !each.isProtected())
            .map(Environment::id)
            .filter(id -> search.environments().filter(of -> !of.contains(id)).isEmpty())
            .collect(Collectors.toSet());
    String part = search.part().toUpperCase(Locale.ROOT);
    return newest(org, open, any -> true)
        .map(StoredSecret::version)
        .filter(each -> each.change().hasValue())
        .filter(each -> each.place().name().value().toUpperCase(Locale.ROOT).contains(part))
        .filter(
            each ->
                search.after().isEmpty()
                    || orderOf(each).compareTo(orderOf(search.after().get())) > 0)
        .sorted(Comparator.comparing(InMemorySecretStore::orderOf))
        .limit(search.most())
        .toList();
  }

  private static String orderOf(SecretVersion version) {
    return orderOf(new Spot(version.place().name(), version.place().environment()));
  }

  /** A blank comes before all that names are made of. */
  private static String orderOf(Spot spot) {
    return spot.name().value() + " " + spot.environment();
  }

  @Override
  public List<SecretVersion> history(
      OrgId org, EnvironmentId environment, SecretName name, long before, int limit) {
    return of(org)
        .filter(secret -> Key.of(secret).equals(new Key(environment, name)))
        .filter(secret -> secret.version().place().version() < before)
        .sorted(BY_VERSION.reversed())
        .limit(limit)
        .map(StoredSecret::version)
        .toList();
  }

  private static Predicate<StoredSecret> isOf(Optional<SecretName> name) {
    return secret -> name.isEmpty() || Key.of(secret).name().equals(name.get());
  }

  private static List<StoredSecret> undeleted(Stream<StoredSecret> newest) {
    return newest
        .filter(secret -> secret.version().change() != SecretChange.DELETE)
        .sorted(Comparator.comparing(secret -> Key.of(secret).name()))
        .toList();
  }

  private Stream<StoredSecret> newest(
      OrgId org, Collection<EnvironmentId> of, Predicate<StoredSecret> wanted) {
    return of(org)
        .filter(secret -> of.contains(Key.of(secret).environment()))
        .filter(wanted)
        .collect(Collectors.toMap(Key::of, secret -> secret, BinaryOperator.maxBy(BY_VERSION)))
        .values()
        .stream();
  }

  private Stream<StoredSecret> of(OrgId org) {
    return secrets.rows().stream().filter(row -> row.org().equals(org)).map(Row::value);
  }

  /** A key's versions, oldest first, each by the version of the environment that it made. */
  SortedMap<Long, SecretVersion> made(OrgId org, EnvironmentId environment, SecretName name) {
    SortedMap<Long, SecretVersion> made = new TreeMap<>();
    secrets.rows().stream()
        .filter(row -> row.org().equals(org))
        .filter(row -> Key.of(row.value()).equals(new Key(environment, name)))
        .forEach(row -> made.put(row.environmentVersion(), row.value().version()));
    return made;
  }

  /** All versions of all keys of an org that have a value. */
  List<StoredSecret> versions(OrgId org) {
    return of(org).filter(secret -> secret.content().isPresent()).toList();
  }

  /** Returns false when the version is not stored as it was before. */
  boolean reseal(SecretPlace place, SealedBytes before, SealedBytes after) {
    Optional<StoredSecret> stored =
        find(place).filter(secret -> secret.content().equals(Optional.of(before)));
    stored.ifPresent(
        secret ->
            secrets.put(
                place,
                new Row(
                    new StoredSecret(secret.version(), after),
                    secrets.find(place).orElseThrow().environmentVersion())));
    return stored.isPresent();
  }

  /** How many changes of an environment there had been at some time. */
  long changesUntil(EnvironmentId environment, Instant at) {
    return secrets.rows().stream()
        .map(row -> row.value().version())
        .filter(version -> version.place().environment().equals(environment))
        .map(SecretVersion::updatedAt)
        .filter(time -> !time.isAfter(at))
        .distinct()
        .count();
  }
}
