package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.KeyRotationStore;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.KeyRotation;
import java.time.Instant;
import java.util.Optional;

/** Rotations in PostgreSQL, one row each. */
public final class JdbiKeyRotationStore implements KeyRotationStore {
  private final JdbiTransactions transactions;

  public JdbiKeyRotationStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(KeyRotation rotation) {
    dao().add(KeyRotationRow.of(rotation));
  }

  @Override
  public Optional<KeyRotation> find(OrgId org, KeyRotationId rotation) {
    return dao().find(org.value(), rotation.value()).map(KeyRotationRow::toRotation);
  }

  @Override
  public Optional<KeyRotation> running(OrgId org) {
    return dao().running(org.value()).map(KeyRotationRow::toRotation);
  }

  @Override
  public void advance(OrgId org, KeyRotationId rotation, long more) {
    dao().advance(org.value(), rotation.value(), more);
  }

  @Override
  public void finish(OrgId org, KeyRotationId rotation, Instant at) {
    dao().finish(org.value(), rotation.value(), at);
  }

  private KeyRotationDao dao() {
    return transactions.handle().attach(KeyRotationDao.class);
  }
}
