package dev.cofferdam.adapters.postgres.access;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Which master keys wrapped what. */
interface MasterKeyUseDao {
  @SqlQuery(
      """
      select master_key_id, count(*) as keysets from (
        select master_key_id from instance_keys
        union all select master_key_id from person_keys
        union all select master_key_id from org_keys) wrapped
      where master_key_id is not null group by master_key_id
      """)
  List<MasterKeyUseRow> counts();

  /** Waits for everybody who wraps. The number is the one of the trigger. */
  @SqlQuery("select pg_advisory_xact_lock(440012837711)::text")
  List<String> lock();

  @SqlUpdate(
      """
      insert into retired_master_keys (master_key_id) values (:masterKeyId) on conflict do nothing
      """)
  void retire(String masterKeyId);

  /** How many keysets a master key wrapped. */
  record MasterKeyUseRow(String masterKeyId, long keysets) {}
}
