package dev.cofferdam.adapters.postgres.audit;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Names by id. */
interface ActorNameDao {
  @SqlQuery("select user_id as id, name from users where user_id = any(:ids)")
  List<NameRow> users(List<UUID> ids);

  @SqlQuery(
      """
      select credential_id as id, name from credential_names
      where org_id = :org and kind = :kind and credential_id = any(:ids)
      """)
  List<NameRow> credentials(UUID org, String kind, List<UUID> ids);

  /** An id and its name. */
  record NameRow(UUID id, String name) {}
}
