package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import java.util.List;
import java.util.Optional;

/** Sealed secrets: a head row a key, and a row a version that never changes. */
public final class JdbiSecretStore implements SecretStore {
  private final JdbiTransactions transactions;

  public JdbiSecretStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public long lastVersion(OrgId org, EnvironmentId environment, SecretName name) {
    return dao().lastVersion(org.value(), environment.value(), name.value()).orElse(0L);
  }

  @Override
  public void put(StoredSecret secret) {
    if (dao().put(SecretRow.of(secret)) != 1) {
      throw new IllegalStateException(
          "not the next version of its key: " + secret.version().place());
    }
  }

  @Override
  public Optional<StoredSecret> find(OrgId org, EnvironmentId environment, SecretName name) {
    return dao().current(org.value(), environment.value(), name.value()).map(SecretRow::toSecret);
  }

  @Override
  public Optional<StoredSecret> find(SecretPlace place) {
    return dao()
        .version(
            place.org().value(), place.environment().value(), place.name().value(), place.version())
        .map(SecretRow::toSecret);
  }

  @Override
  public List<StoredSecret> list(OrgId org, EnvironmentId environment, String after, int limit) {
    return dao().list(org.value(), environment.value(), after, limit).stream()
        .map(SecretRow::toSecret)
        .toList();
  }

  private SecretDao dao() {
    return transactions.handle().attach(SecretDao.class);
  }
}
