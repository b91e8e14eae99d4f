package dev.cofferdam.adapters.postgres.vault;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What the system role may see of orgs' keysets. */
interface OrgKeyCensusDao {
  @SqlQuery(
      """
      select org_id from org_keys where not shared and destroyed_at is null
      order by org_id limit :limit
      """)
  List<UUID> unshared(int limit);

  @SqlQuery(
      """
      select org_id from org_keys where shared and destroyed_at is null
      order by created_at desc, org_id limit :limit
      """)
  List<UUID> shared(int limit);

  @SqlQuery(
      """
      select org_id from org_keys where destroyed_at is not null and share_destroyed_at is null
      order by org_id limit :limit
      """)
  List<UUID> halfDestroyed(int limit);

  @SqlQuery(
      """
      select org_id from org_keys where master_key_id <> :masterKeyId
      order by org_id limit :limit
      """)
  List<UUID> notWrappedBy(String masterKeyId, int limit);
}
