package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sealed secrets: a head row a key, and a row a version that never changes. */
public final class JdbiSecretStore implements SecretStore {
  private static final String SELECT =
      """
      select v.*, e.project_id from secret_versions v
      join environments e on e.org_id = v.org_id and e.environment_id = v.environment_id
      """;
  private static final String SELECT_CURRENT =
      SELECT
          + """
            join secrets s on s.org_id = v.org_id and s.environment_id = v.environment_id
              and s.name = v.name and s.version = v.version and not s.deleted
            """;

  private final JdbiTransactions transactions;

  public JdbiSecretStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public long lastVersion(OrgId org, EnvironmentId environment, SecretName name) {
    return transactions
        .handle()
        .createQuery(
            """
            select version from secrets
            where org_id = :org and environment_id = :environment and name = :name
            """)
        .bind("org", org.value())
        .bind("environment", environment.value())
        .bind("name", name.value())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  @Override
  public void put(StoredSecret secret) {
    SecretPlace place = secret.version().place();
    int written =
        transactions
            .handle()
            .createUpdate(
                """
                with head as (
                  insert into secrets (org_id, environment_id, name, version)
                  values (:org, :environment, :name, :version)
                  on conflict (org_id, environment_id, name)
                  do update set version = :version, deleted = false
                    where secrets.version < :version
                  returning 1
                ), moved as (
                  update environments set version = version + 1
                  where org_id = :org and environment_id = :environment returning 1
                )
                insert into secret_versions
                  (org_id, environment_id, name, version, sealed, note, updated_by, updated_at)
                select :org, :environment, :name, :version, :sealed, :note, :by, :at
                from head, moved
                """)
            .bind("org", place.org().value())
            .bind("environment", place.environment().value())
            .bind("name", place.name().value())
            .bind("version", place.version())
            .bind("sealed", secret.sealed().ciphertext())
            .bind("note", secret.version().note())
            .bind("by", secret.version().updatedBy().value())
            .bind("at", secret.version().updatedAt())
            .execute();
    if (written != 1) {
      throw new IllegalStateException("not the next version of its key: " + place);
    }
  }

  @Override
  public Optional<StoredSecret> find(OrgId org, EnvironmentId environment, SecretName name) {
    return transactions
        .handle()
        .createQuery(
            SELECT_CURRENT
                + " where v.org_id = :org and v.environment_id = :environment and v.name = :name")
        .bind("org", org.value())
        .bind("environment", environment.value())
        .bind("name", name.value())
        .map((row, context) -> secret(row))
        .findOne();
  }

  @Override
  public Optional<StoredSecret> find(SecretPlace place) {
    return transactions
        .handle()
        .createQuery(
            SELECT
                + """
                  where v.org_id = :org and v.environment_id = :environment and v.name = :name
                    and v.version = :version
                  """)
        .bind("org", place.org().value())
        .bind("environment", place.environment().value())
        .bind("name", place.name().value())
        .bind("version", place.version())
        .map((row, context) -> secret(row))
        .findOne();
  }

  @Override
  public List<StoredSecret> list(OrgId org, EnvironmentId environment, String after, int limit) {
    return transactions
        .handle()
        .createQuery(
            SELECT_CURRENT
                + """
                  where v.org_id = :org and v.environment_id = :environment and v.name > :after
                  order by v.name limit :limit
                  """)
        .bind("org", org.value())
        .bind("environment", environment.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> secret(row))
        .list();
  }

  private static StoredSecret secret(ResultSet row) throws SQLException {
    SecretPlace place =
        new SecretPlace(
            new OrgId(row.getObject("org_id", UUID.class)),
            new ProjectId(row.getObject("project_id", UUID.class)),
            new EnvironmentId(row.getObject("environment_id", UUID.class)),
            new SecretName(row.getString("name")),
            row.getLong("version"));
    SecretVersion version =
        new SecretVersion(
            place,
            row.getString("note"),
            new UserId(row.getObject("updated_by", UUID.class)),
            row.getObject("updated_at", OffsetDateTime.class).toInstant());
    return new StoredSecret(version, SealedBytes.of(row.getBytes("sealed")));
  }
}
