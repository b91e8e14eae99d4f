package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Optional;

/** Orgs' wrapped keysets, one row an org. */
public final class JdbiOrgKeyStore implements OrgKeyStore {
  private final JdbiTransactions transactions;

  public JdbiOrgKeyStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(OrgId org, WrappedKeyset keyset) {
    dao().add(org.value(), keyset.masterKeyId(), keyset.keyset());
  }

  @Override
  public Optional<WrappedKeyset> find(OrgId org) {
    return dao().find(org.value()).map(OrgKeyDao.OrgKeyRow::toKeyset);
  }

  private OrgKeyDao dao() {
    return transactions.handle().attach(OrgKeyDao.class);
  }
}
