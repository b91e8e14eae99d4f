package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.adapters.postgres.BindRecord;
import dev.cofferdam.application.access.port.SealedBytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Webhook endpoints, and what callbacks are signed with. */
interface WebhookDao {
  String COLUMNS =
      """
      org_id, endpoint_id, kind, url, types, description, enabled, why_disabled, secret,
      secret_before, before_until, failing_since, created_at, changed_at
      """;

  @SqlUpdate(
      """
      insert into webhook_endpoints (
        org_id, endpoint_id, kind, url, types, description, enabled, why_disabled, secret,
        secret_before, before_until, failing_since, created_at, changed_at)
      values (
        :orgId, :endpointId, :kind, :url, :types, :description, :enabled, :whyDisabled, :secret,
        :secretBefore, :beforeUntil, :failingSince, :createdAt, :changedAt)
      """)
  void add(@BindRecord WebhookRow endpoint);

  @SqlUpdate(
      """
      update webhook_endpoints set
        url = :url, types = :types, description = :description, enabled = :enabled,
        why_disabled = :whyDisabled, secret = :secret, secret_before = :secretBefore,
        before_until = :beforeUntil, failing_since = :failingSince, changed_at = :changedAt
      where org_id = :orgId and endpoint_id = :endpointId
      """)
  void update(@BindRecord WebhookRow endpoint);

  @SqlQuery(
      "select " + COLUMNS + " from webhook_endpoints where org_id = :org and endpoint_id = :id")
  Optional<WebhookRow> find(UUID org, UUID id);

  @SqlQuery(
      "select "
          + COLUMNS
          + """
             from webhook_endpoints
            where org_id = :org and (:after::uuid is null or endpoint_id > :after)
            order by endpoint_id limit :limit
            """)
  List<WebhookRow> list(UUID org, Optional<UUID> after, int limit);

  @SqlQuery("select count(*) from webhook_endpoints where org_id = :org")
  int count(UUID org);

  @SqlUpdate("delete from webhook_endpoints where org_id = :org and endpoint_id = :id")
  boolean remove(UUID org, UUID id);

  @SqlUpdate(
      """
      update webhook_endpoints set failing_since = :since
      where org_id = :org and endpoint_id = :id
        and (failing_since is null) <> (:since::timestamptz is null)
      """)
  void noteHealth(UUID org, UUID id, Optional<Instant> since);

  @SqlUpdate("insert into callbacks (org_id, subject, url) values (:org, :subject, :url)")
  void addCallback(UUID org, UUID subject, SealedBytes url);

  @SqlQuery("delete from callbacks where org_id = :org and subject = :subject returning url")
  Optional<SealedBytes> takeCallback(UUID org, UUID subject);

  @SqlQuery("select secret, secret_before, before_until from callback_secrets where org_id = :org")
  Optional<SecretsRow> callbackSecrets(UUID org);

  @SqlUpdate(
      """
      insert into callback_secrets (org_id, secret, secret_before, before_until)
      values (:org, :secret, :before, :until)
      on conflict (org_id) do nothing
      """)
  void addCallbackSecrets(
      UUID org, SealedBytes secret, Optional<SealedBytes> before, Optional<Instant> until);

  @SqlUpdate(
      """
      insert into callback_secrets (org_id, secret, secret_before, before_until)
      values (:org, :secret, :before, :until)
      on conflict (org_id) do update set
        secret = excluded.secret, secret_before = excluded.secret_before,
        before_until = excluded.before_until
      """)
  void putCallbackSecrets(
      UUID org, SealedBytes secret, Optional<SealedBytes> before, Optional<Instant> until);

  /** Sealed secrets. */
  record SecretsRow(
      SealedBytes secret, Optional<SealedBytes> secretBefore, Optional<Instant> beforeUntil) {}

  /** A row of the table of endpoints. */
  record WebhookRow(
      UUID orgId,
      UUID endpointId,
      String kind,
      SealedBytes url,
      List<String> types,
      String description,
      boolean enabled,
      Optional<String> whyDisabled,
      SealedBytes secret,
      Optional<SealedBytes> secretBefore,
      Optional<Instant> beforeUntil,
      Optional<Instant> failingSince,
      Instant createdAt,
      Instant changedAt) {}
}
