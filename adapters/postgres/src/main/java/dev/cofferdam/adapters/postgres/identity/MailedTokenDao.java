package dev.cofferdam.adapters.postgres.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tokens in letters' links. */
interface MailedTokenDao {
  @SqlUpdate(
      """
      insert into mailed_tokens (user_id, kind, token_hash, email, expires_at)
      values (:user, :kind, :hash, :email, :expiresAt)
      on conflict (user_id, kind) do update set
        token_hash = excluded.token_hash, email = excluded.email, expires_at = excluded.expires_at
      """)
  void replace(UUID user, String kind, String hash, String email, Instant expiresAt);

  @SqlQuery(
      """
      select exists (
        select from mailed_tokens
        where token_hash = :hash and kind = :kind and expires_at > :now)
      """)
  boolean holds(String hash, String kind, Instant now);

  @SqlQuery(
      """
      delete from mailed_tokens where token_hash = :hash and kind = :kind and expires_at > :now
      returning user_id, email, expires_at
      """)
  Optional<MailedTokenRow> take(String hash, String kind, Instant now);

  @SqlUpdate("delete from mailed_tokens where user_id = :user and kind = :kind")
  void removeAll(UUID user, String kind);

  @SqlUpdate("delete from mailed_tokens where expires_at <= :now")
  void removeExpired(Instant now);

  /** A row of {@code mailed_tokens}. */
  record MailedTokenRow(UUID userId, String email, Instant expiresAt) {}
}
