package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Service tokens. */
interface ServiceTokenDao {
  @SqlUpdate(
      """
      with named as (
        insert into credential_names (org_id, credential_id, kind, name)
        values (:orgId, :serviceTokenId, 'service_token', :name)
      )
      insert into service_tokens
        (org_id, service_token_id, project_id, name, access, allowed_cidrs, start, exchange_issuer,
         exchange_names, exchange_patterns, token_hash, created_at, expires_at)
      values
        (:orgId, :serviceTokenId, :projectId, :name, :access, :allowedCidrs, :start,
         :exchangeIssuer, :exchangeNames, :exchangePatterns, :hash, :createdAt, :expiresAt)
      """)
  void add(@BindRecord ServiceTokenRow token, Optional<String> hash);

  @SqlUpdate(
      """
      insert into service_token_environments (org_id, service_token_id, environment_id)
      select :org, :id, environment from unnest(:environments) environment
      """)
  void addEnvironments(UUID org, UUID id, List<UUID> environments);

  @SqlQuery(
      """
      select t.org_id, t.service_token_id, t.project_id, t.name, t.access, t.allowed_cidrs, t.start,
        t.exchange_issuer, t.exchange_names, t.exchange_patterns, t.created_at, t.expires_at, t.last_used_at, array_agg(e.environment_id) as environments
      from service_tokens t
      join service_token_environments e
        on e.org_id = t.org_id and e.service_token_id = t.service_token_id
      where t.org_id = :org
        and (cast(:after as uuid) is null or t.service_token_id > cast(:after as uuid))
      group by t.org_id, t.service_token_id
      order by t.service_token_id limit :limit
      """)
  List<ServiceTokenRow> list(UUID org, Optional<UUID> after, int limit);

  @SqlQuery(
      """
      select t.org_id, t.service_token_id, t.project_id, t.name, t.access, t.allowed_cidrs, t.start,
        t.exchange_issuer, t.exchange_names, t.exchange_patterns, t.created_at, t.expires_at, t.last_used_at, array_agg(e.environment_id) as environments
      from service_tokens t
      join service_token_environments e
        on e.org_id = t.org_id and e.service_token_id = t.service_token_id
      where t.org_id = :org and t.service_token_id = :id
      group by t.org_id, t.service_token_id
      """)
  Optional<ServiceTokenRow> find(UUID org, UUID id);

  @SqlQuery("select count(*) from service_tokens where org_id = :org")
  int count(UUID org);

  /** Sees past the org that the transaction is in, for the one token that it is asked about. */
  @SqlQuery(
      """
      select org_id, service_token_id, project_id, name, access, allowed_cidrs, start,
        exchange_issuer, exchange_names, exchange_patterns, created_at, expires_at, last_used_at,
        environments
      from service_token_of(:hash)
      """)
  Optional<ServiceTokenRow> findByToken(String hash);

  /** Sees past the org that the transaction is in, for the one token that it is asked about. */
  @SqlQuery(
      """
      select org_id, service_token_id, project_id, name, access, allowed_cidrs, start,
        exchange_issuer, exchange_names, exchange_patterns, created_at, expires_at, last_used_at,
        environments
      from service_token_for_exchange(:org, :id)
      """)
  Optional<ServiceTokenRow> findForExchange(UUID org, UUID id);

  @SqlUpdate(
      """
      with over as (
        delete from exchanged_tokens
        where org_id = :org and service_token_id = :id and expires_at <= :now
      )
      insert into exchanged_tokens (org_id, token_hash, service_token_id, expires_at)
      values (:org, :hash, :id, :expiresAt)
      """)
  void addShort(UUID org, UUID id, String hash, Instant now, Instant expiresAt);

  @SqlUpdate("delete from service_tokens where org_id = :org and service_token_id = :id")
  int remove(UUID org, UUID id);

  @SqlUpdate(
      """
      update service_tokens set last_used_at = :at
      where org_id = :org and service_token_id = :id
        and (last_used_at is null or last_used_at <= cast(:at as timestamptz) - interval '1 minute')
      """)
  void markUsed(UUID org, UUID id, Instant at);
}
