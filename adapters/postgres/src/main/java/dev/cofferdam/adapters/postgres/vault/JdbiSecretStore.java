package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Sealed secrets: a head row a key, and a row a version that never changes. */
public final class JdbiSecretStore implements SecretStore {
  /** Comes behind all that a name is made of. */
  private static final String BEHIND_ALL = "\u007f";

  private static final UUID FIRST = new UUID(0, 0);

  private final JdbiTransactions transactions;

  public JdbiSecretStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Map<SecretName, Head> heads(
      OrgId org, EnvironmentId environment, Collection<SecretName> names) {
    String[] asked = names.stream().map(SecretName::value).toArray(String[]::new);
    Map<SecretName, Head> heads = new HashMap<>();
    for (SecretHeadRow row : dao().heads(org.value(), environment.value(), asked)) {
      heads.put(new SecretName(row.name()), new Head(row.version(), row.hasValue()));
    }
    return heads;
  }

  @Override
  public void put(List<Proven> secrets) {
    List<SecretRow> rows = secrets.stream().map(each -> SecretRow.of(each.secret())).toList();
    int[] added =
        dao()
            .put(
                rows,
                rows.stream().map(SecretRow::state).toList(),
                IntStream.range(0, rows.size()).mapToObj(i -> i == 0 ? 1 : 0).toList(),
                secrets.stream().map(Proven::entry).toList(),
                secrets.stream().map(each -> each.fingerprint().map(Fingerprint::hex)).toList());
    if (Arrays.stream(added).anyMatch(n -> n != 1)) {
      throw new IllegalStateException("not the next versions of their keys");
    }
  }

  @Override
  public Optional<StoredSecret> find(SecretPlace place) {
    return dao()
        .version(
            place.org().value(), place.environment().value(), place.name().value(), place.version())
        .map(SecretRow::toSecret);
  }

  @Override
  public List<StoredSecret> overrides(
      OrgId org, Collection<EnvironmentId> environments, Optional<SecretName> name) {
    List<SecretRow> rows =
        name.isPresent()
            ? dao().override(org.value(), ids(environments), name.get().value())
            : dao().overrides(org.value(), ids(environments));
    return rows.stream().map(SecretRow::toSecret).toList();
  }

  @Override
  public List<StoredSecret> overridesAt(
      OrgId org, Collection<EnvironmentId> environments, Optional<SecretName> name, Instant at) {
    return dao()
        .overridesAt(org.value(), ids(environments), name.map(SecretName::value), at)
        .stream()
        .map(SecretRow::toSecret)
        .toList();
  }

  @Override
  public List<SecretVersion> names(OrgId org, Collection<EnvironmentId> environments) {
    return versions(dao().names(org.value(), ids(environments)));
  }

  @Override
  public List<SecretVersion> namesAt(
      OrgId org, Collection<EnvironmentId> environments, Instant at) {
    return versions(dao().namesAt(org.value(), ids(environments), Optional.empty(), at));
  }

  @Override
  public List<SecretVersion> names(
      OrgId org, Collection<EnvironmentId> environments, Optional<Instant> at, Span span) {
    UUID[] of = ids(environments);
    String until = span.prefix() + BEHIND_ALL;
    return versions(
        at.isPresent()
            ? dao()
                .namesOfAt(
                    org.value(), of, at.get(), span.after(), span.prefix(), until, span.most())
            : dao().namesOf(org.value(), of, span.after(), span.prefix(), until, span.most()));
  }

  @Override
  public List<SecretVersion> search(OrgId org, Search search) {
    return versions(
        dao()
            .search(
                org.value(),
                search.part().toUpperCase(Locale.ROOT),
                search.environments().map(JdbiSecretStore::ids).orElse(null),
                search.evenProtected(),
                search.after().map(spot -> spot.name().value()).orElse(""),
                search.after().map(spot -> spot.environment().value()).orElse(FIRST),
                search.most()));
  }

  @Override
  public List<SecretVersion> history(
      OrgId org, EnvironmentId environment, SecretName name, long before, int limit) {
    return versions(dao().history(org.value(), environment.value(), name.value(), before, limit));
  }

  private static List<SecretVersion> versions(List<SecretRow> rows) {
    return rows.stream().map(SecretRow::toVersion).toList();
  }

  private static UUID[] ids(Collection<EnvironmentId> environments) {
    return environments.stream().map(EnvironmentId::value).toArray(UUID[]::new);
  }

  private SecretDao dao() {
    return transactions.handle().attach(SecretDao.class);
  }
}
