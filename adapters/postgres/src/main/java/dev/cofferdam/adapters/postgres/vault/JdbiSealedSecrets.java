package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.adapters.postgres.vault.SealedSecretDao.KeyCountRow;
import dev.cofferdam.adapters.postgres.vault.SealedSecretDao.SealedSecretRow;
import dev.cofferdam.application.vault.port.SealedValues;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.SealedPlace;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;

/** The values of all versions of secrets. A batch of them is replaced in one statement. */
public final class JdbiSealedSecrets implements SealedValues {
  private static final String REPLACE =
      """
      update secret_versions v set sealed = d.after
      from unnest(:environments, :names, :versions, :before, :after)
        as d (environment_id, name, version, before, after)
      where v.org_id = :org and v.environment_id = d.environment_id and v.name = d.name
        and v.version = d.version and v.sealed = d.before
      """;

  private final JdbiTransactions transactions;

  public JdbiSealedSecrets(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Map<OrgKeyId, Long> counts(OrgId org) {
    return dao().counts(org.value()).stream()
        .collect(Collectors.toMap(row -> new OrgKeyId(row.keyId()), KeyCountRow::sealed));
  }

  @Override
  public List<Sealed> under(OrgId org, Set<OrgKeyId> keys, Optional<SealedPlace> after, int limit) {
    Long[] ids = keys.stream().map(OrgKeyId::value).toArray(Long[]::new);
    List<SealedSecretRow> rows =
        after
            .map(SecretPlace.class::cast)
            .map(
                last ->
                    dao()
                        .next(
                            org.value(),
                            ids,
                            last.environment().value(),
                            last.name().value(),
                            last.version(),
                            limit))
            .orElseGet(() -> dao().first(org.value(), ids, limit));
    return rows.stream().map(row -> new Sealed(placeOf(org, row), row.sealed())).toList();
  }

  private static SecretPlace placeOf(OrgId org, SealedSecretRow row) {
    return new SecretPlace(
        org,
        new ProjectId(row.projectId()),
        new EnvironmentId(row.environmentId()),
        new SecretName(row.name()),
        row.version());
  }

  @Override
  public int replace(OrgId org, List<Resealed> values) {
    List<SecretPlace> places =
        values.stream().map(Resealed::place).map(SecretPlace.class::cast).toList();
    return transactions
        .handle()
        .createUpdate(REPLACE)
        .bind("org", org.value())
        .bindArray("environments", UUID.class, ids(places))
        .bindArray("names", String.class, places.stream().map(p -> p.name().value()).toArray())
        .bindArray("versions", Long.class, places.stream().map(SecretPlace::version).toArray())
        .bind("before", bytes(values, each -> each.before().ciphertext()))
        .bind("after", bytes(values, each -> each.after().ciphertext()))
        .execute();
  }

  private static Object[] ids(List<SecretPlace> places) {
    return places.stream().map(place -> place.environment().value()).toArray();
  }

  /** Jdbi's own arrays can't have bytes in them. */
  private static Argument bytes(List<Resealed> values, Function<Resealed, byte[]> part) {
    byte[][] array = values.stream().map(part).toArray(byte[][]::new);
    return (position, statement, context) ->
        statement.setArray(position, statement.getConnection().createArrayOf("bytea", array));
  }

  private SealedSecretDao dao() {
    return transactions.handle().attach(SealedSecretDao.class);
  }
}
