package dev.cofferdam.adapters.postgres.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** API keys. */
interface ApiKeyDao {
  @SqlUpdate(
      """
      with named as (
        insert into credential_names (org_id, credential_id, kind, name)
        values (:org, :id, 'api_key', :name)
      )
      insert into api_keys
        (org_id, api_key_id, user_id, name, scopes, start, token_hash, created_at, expires_at)
      values (:org, :id, :user, :name, :scopes, :start, :hash, :createdAt, :expiresAt)
      """)
  void add(
      UUID org,
      UUID id,
      UUID user,
      String name,
      List<String> scopes,
      String start,
      String hash,
      Instant createdAt,
      Optional<Instant> expiresAt);

  /** Sees past the org that the transaction is in, for the one person that it is asked about. */
  @SqlQuery(
      """
      select org_id, api_key_id, user_id, name, scopes, start, created_at, expires_at, last_used_at
      from api_keys_of(:user)
      """)
  List<ApiKeyRow> of(UUID user);

  /** Sees past the org that the transaction is in, for the one token that it is asked about. */
  @SqlQuery(
      """
      select org_id, api_key_id, user_id, name, scopes, start, created_at, expires_at, last_used_at
      from api_key_of(:hash)
      """)
  Optional<ApiKeyRow> findByToken(String hash);

  @SqlUpdate("delete from api_keys where org_id = :org and api_key_id = :id")
  int remove(UUID org, UUID id);

  @SqlUpdate(
      """
      update api_keys set last_used_at = :at
      where org_id = :org and api_key_id = :id
        and (last_used_at is null or last_used_at <= cast(:at as timestamptz) - interval '1 minute')
      """)
  void markUsed(UUID org, UUID id, Instant at);
}
