package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Orgs' keysets. */
interface OrgKeyDao {
  @SqlUpdate(
      """
      insert into org_keys (org_id, master_key_id, wrapped_keyset)
      values (:org, :masterKeyId, :keyset)
      """)
  void add(UUID org, String masterKeyId, SealedBytes keyset);

  @SqlQuery("select master_key_id, wrapped_keyset from org_keys where org_id = :org")
  Optional<OrgKeyRow> find(UUID org);

  /** A row of {@code org_keys}. */
  record OrgKeyRow(String masterKeyId, SealedBytes wrappedKeyset) {
    WrappedKeyset toKeyset() {
      return new WrappedKeyset(masterKeyId, wrappedKeyset);
    }
  }
}
