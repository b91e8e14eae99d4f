package dev.cofferdam.adapters.postgres.access;

import dev.cofferdam.application.access.port.SealedBytes;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Stored answers. */
interface IdempotencyDao {
  /** The lock is the transaction's; two keys with one hash only make each other wait. */
  @SqlQuery(
      "select pg_try_advisory_xact_lock(hashtextextended(:caller || '/' || :key, 7263381190541))")
  boolean lock(String caller, String key);

  @SqlQuery(
      """
      select request_hash, response from idempotency_keys
      where caller = :caller and key = :key and created_at > :since
      """)
  Optional<AnswerRow> find(String caller, String key, Instant since);

  @SqlUpdate(
      """
      insert into idempotency_keys (caller, key, request_hash, response, created_at)
      values (:caller, :key, :requestHash, :response, :now)
      on conflict (caller, key) do update set
        request_hash = excluded.request_hash,
        response = excluded.response,
        created_at = excluded.created_at
      """)
  void put(String caller, String key, String requestHash, SealedBytes response, Instant now);

  /** Removes a few answers that nobody can ask for any more, so that they don't pile up. */
  @SqlUpdate(
      """
      delete from idempotency_keys where (caller, key) in (
        select caller, key from idempotency_keys
        where created_at <= :since order by created_at limit 10 for update skip locked)
      """)
  void sweep(Instant since);

  /** A row of {@code idempotency_keys}. */
  record AnswerRow(String requestHash, SealedBytes response) {}
}
