package dev.cofferdam.adapters.postgres.tenancy;

import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Whether credentials were ended; names of keys and tokens outlast them. */
interface EndedDao {
  @SqlQuery(
      """
      select exists (
        select from sessions where session_id = :session and revoked_at is not null)
      """)
  boolean isRevoked(UUID session);

  @SqlQuery(
      """
      select exists (
        select from external_identities where user_id = :user and removed_at is not null)
      """)
  boolean isRemoved(UUID user);

  @SqlQuery(
      """
      select exists (
        select from credential_names n where n.org_id = :org and n.credential_id = :key
          and not exists (
            select from api_keys k where k.org_id = n.org_id and k.api_key_id = n.credential_id))
      """)
  boolean isKeyDeleted(UUID org, UUID key);

  @SqlQuery(
      """
      select exists (
        select from credential_names n where n.org_id = :org and n.credential_id = :token
          and not exists (
            select from service_tokens t
            where t.org_id = n.org_id and t.service_token_id = n.credential_id))
      """)
  boolean isTokenDeleted(UUID org, UUID token);
}
