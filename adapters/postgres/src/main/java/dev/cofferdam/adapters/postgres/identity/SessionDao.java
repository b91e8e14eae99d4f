package dev.cofferdam.adapters.postgres.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Sessions and their refresh tokens. */
interface SessionDao {
  @SqlUpdate(
      """
      insert into sessions (session_id, user_id, created_at, expires_at)
      values (:id, :user, :createdAt, :expiresAt)
      """)
  void add(UUID id, UUID user, Instant createdAt, Instant expiresAt);

  @SqlUpdate("insert into refresh_tokens (token_hash, session_id) values (:token, :session)")
  void addToken(String token, UUID session);

  @SqlQuery(
      """
      select s.session_id, s.user_id, s.created_at, s.expires_at, s.revoked_at, t.used
      from refresh_tokens t join sessions s on s.session_id = t.session_id
      where t.token_hash = :token
      for update
      """)
  Optional<SessionRow> findAndLock(String token);

  @SqlUpdate(
      "update refresh_tokens set used = true where token_hash = :token and session_id = :session")
  int use(String token, UUID session);

  @SqlUpdate("update sessions set expires_at = :expiresAt where session_id = :session")
  void prolong(UUID session, Instant expiresAt);

  @SqlUpdate(
      "update sessions set revoked_at = :at where session_id = :session and revoked_at is null")
  void revoke(UUID session, Instant at);

  @SqlQuery(
      """
      select exists (
        select from sessions
        where session_id = :session and revoked_at is null and expires_at > :at)
      """)
  boolean isLive(UUID session, Instant at);
}
