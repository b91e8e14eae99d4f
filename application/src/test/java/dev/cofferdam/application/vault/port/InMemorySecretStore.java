package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps every version of every secret. Safe for use by many threads. */
public final class InMemorySecretStore implements SecretStore {
  private final InMemoryProjectStore environments;
  private final InMemoryTable<SecretPlace, Row> secrets;

  public InMemorySecretStore(InMemoryTransactions transactions, InMemoryProjectStore environments) {
    this.environments = environments;
    secrets = InMemoryTable.ofOrgs(transactions);
  }

  private record Row(StoredSecret value) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return place().org();
    }

    SecretPlace place() {
      return value.version().place();
    }
  }

  @Override
  public long lastVersion(OrgId org, EnvironmentId environment, SecretName name) {
    return find(org, environment, name).map(s -> s.version().place().version()).orElse(0L);
  }

  @Override
  public void put(StoredSecret secret) {
    SecretPlace place = secret.version().place();
    if (secrets.find(place).isPresent()) {
      throw new IllegalStateException("a version is never written twice");
    }
    secrets.put(place, new Row(secret));
    environments.bump(place.environment());
  }

  @Override
  public Optional<StoredSecret> find(OrgId org, EnvironmentId environment, SecretName name) {
    return of(org, environment)
        .filter(row -> row.place().name().equals(name))
        .max(Comparator.comparingLong(row -> row.place().version()))
        .map(Row::value);
  }

  @Override
  public Optional<StoredSecret> find(SecretPlace place) {
    return secrets.find(place).map(Row::value);
  }

  @Override
  public List<StoredSecret> list(OrgId org, EnvironmentId environment, String after, int limit) {
    return of(org, environment)
        .filter(row -> row.place().name().value().compareTo(after) > 0)
        .collect(
            Collectors.toMap(
                row -> row.place().name(),
                row -> row,
                BinaryOperator.maxBy(Comparator.comparingLong(row -> row.place().version())),
                TreeMap::new))
        .values()
        .stream()
        .limit(limit)
        .map(Row::value)
        .toList();
  }

  private Stream<Row> of(OrgId org, EnvironmentId environment) {
    return secrets.rows().stream()
        .filter(row -> row.org().equals(org) && row.place().environment().equals(environment));
  }
}
