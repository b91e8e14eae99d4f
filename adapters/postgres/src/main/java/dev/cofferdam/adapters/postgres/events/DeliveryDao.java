package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.adapters.postgres.BindRecord;
import dev.cofferdam.application.access.port.SealedBytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Deliveries of an org. */
interface DeliveryDao {
  String COLUMNS =
      """
      org_id, delivery_id, line, endpoint_id, callback_url, event_id, type, body, replay_of, status,
      attempts, next_at, last_at, last_status, last_error, last_ms, last_answer, created_at
      """;

  @SqlUpdate(
      """
      insert into deliveries (
        org_id, delivery_id, line, endpoint_id, callback_url, event_id, type, body, replay_of,
        status, attempts, next_at, last_at, last_status, last_error, last_ms, last_answer,
        created_at)
      values (
        :orgId, :deliveryId, :line, :endpointId, :callbackUrl, :eventId, :type, :body, :replayOf,
        :status, :attempts, :nextAt, :lastAt, :lastStatus, :lastError, :lastMs, :lastAnswer,
        :createdAt)
      on conflict (org_id, event_id, line) where replay_of is null do nothing
      """)
  void add(@BindRecord DeliveryRow delivery);

  @SqlQuery("select " + COLUMNS + " from deliveries where org_id = :org and delivery_id = :id")
  Optional<DeliveryRow> find(UUID org, UUID id);

  @SqlQuery(
      "select "
          + COLUMNS
          + """
             from deliveries
            where org_id = :org and (:endpoint::uuid is null or endpoint_id = :endpoint)
              and (:before::uuid is null or delivery_id < :before)
            order by delivery_id desc limit :limit
            """)
  List<DeliveryRow> list(UUID org, Optional<UUID> endpoint, Optional<UUID> before, int limit);

  @SqlUpdate(
      """
      update deliveries set
        status = :status, attempts = :attempts, next_at = :nextAt, last_at = :lastAt,
        last_status = :lastStatus, last_error = :lastError, last_ms = :lastMs,
        last_answer = :lastAnswer
      where org_id = :orgId and delivery_id = :deliveryId and status = 'pending'
      """)
  boolean save(@BindRecord DeliveryRow delivery);

  /** A row of the table of deliveries. */
  record DeliveryRow(
      UUID orgId,
      UUID deliveryId,
      UUID line,
      Optional<UUID> endpointId,
      Optional<SealedBytes> callbackUrl,
      UUID eventId,
      String type,
      String body,
      Optional<UUID> replayOf,
      String status,
      int attempts,
      Optional<Instant> nextAt,
      Optional<Instant> lastAt,
      Optional<Integer> lastStatus,
      Optional<String> lastError,
      Optional<Long> lastMs,
      Optional<String> lastAnswer,
      Instant createdAt) {}
}
