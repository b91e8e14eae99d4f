package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.access.port.SealedBytes;
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
    transactions
        .handle()
        .createUpdate(
            """
            insert into org_keys (org_id, master_key_id, wrapped_keyset)
            values (:org, :master, :keyset)
            """)
        .bind("org", org.value())
        .bind("master", keyset.masterKeyId())
        .bind("keyset", keyset.keyset().ciphertext())
        .execute();
  }

  @Override
  public Optional<WrappedKeyset> find(OrgId org) {
    return transactions
        .handle()
        .createQuery("select master_key_id, wrapped_keyset from org_keys where org_id = :org")
        .bind("org", org.value())
        .map(
            (row, context) ->
                new WrappedKeyset(
                    row.getString("master_key_id"), SealedBytes.of(row.getBytes("wrapped_keyset"))))
        .findOne();
  }
}
