package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.application.access.port.SealedBytes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The keys of orgs' fingerprints, sealed. */
interface FingerprintKeyDao {
  @SqlQuery("select sealed from fingerprint_keys where org_id = :org")
  Optional<SealedBytes> find(UUID org);

  @SqlUpdate(
      """
      insert into fingerprint_keys (org_id, sealed) values (:org, :sealed)
      on conflict (org_id) do nothing
      """)
  void addIfAbsent(UUID org, SealedBytes sealed);

  @SqlQuery(
      """
      select key_id, count(*) as sealed from fingerprint_keys
      where org_id = :org and key_id is not null group by key_id
      """)
  List<SealedSecretDao.KeyCountRow> counts(UUID org);

  @SqlQuery("select sealed from fingerprint_keys where org_id = :org and key_id = any(:keys)")
  Optional<SealedBytes> under(UUID org, Long[] keys);

  @SqlUpdate("update fingerprint_keys set sealed = :after where org_id = :org and sealed = :before")
  int replace(UUID org, SealedBytes before, SealedBytes after);
}
