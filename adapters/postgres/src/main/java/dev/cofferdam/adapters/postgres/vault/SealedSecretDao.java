package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.application.access.port.SealedBytes;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Versions of secrets by the key that they are sealed under. */
interface SealedSecretDao {
  @SqlQuery(
      """
      select key_id, count(*) as sealed from secret_versions
      where org_id = :org and key_id is not null group by key_id
      """)
  List<KeyCountRow> counts(UUID org);

  @SqlQuery(
      """
      select v.environment_id, e.project_id, v.name, v.version, v.sealed
      from secret_versions v
      join environments e on e.org_id = v.org_id and e.environment_id = v.environment_id
      where v.org_id = :org and v.key_id = any(:keys)
      order by v.environment_id, v.name, v.version limit :limit
      """)
  List<SealedSecretRow> first(UUID org, Long[] keys, int limit);

  @SqlQuery(
      """
      select v.environment_id, e.project_id, v.name, v.version, v.sealed
      from secret_versions v
      join environments e on e.org_id = v.org_id and e.environment_id = v.environment_id
      where v.org_id = :org and v.key_id = any(:keys)
        and (v.environment_id, v.name, v.version) > (:environment, :name, :version)
      order by v.environment_id, v.name, v.version limit :limit
      """)
  List<SealedSecretRow> next(
      UUID org, Long[] keys, UUID environment, String name, long version, int limit);

  /** How many values are under a key. */
  record KeyCountRow(long keyId, long sealed) {}

  /** A version's place and its sealed value. */
  record SealedSecretRow(
      UUID environmentId, UUID projectId, String name, long version, SealedBytes sealed) {}
}
