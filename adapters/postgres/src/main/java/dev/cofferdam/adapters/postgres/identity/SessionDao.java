package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Sessions and their refresh tokens. */
interface SessionDao {
  @SqlUpdate(
      """
      insert into sessions
        (session_id, user_id, created_at, expires_at, used_at, ip, user_agent)
      values (:sessionId, :userId, :createdAt, :expiresAt, :usedAt, :ip, :userAgent)
      """)
  void add(@BindRecord SessionRow session);

  @SqlUpdate("insert into refresh_tokens (token_hash, session_id) values (:token, :session)")
  void addToken(String token, UUID session);

  @SqlQuery(
      """
      select s.session_id, s.user_id, s.created_at, s.expires_at, s.revoked_at, s.used_at, s.ip,
        s.user_agent, t.used_at is not null as used
      from refresh_tokens t join sessions s on s.session_id = t.session_id
      where t.token_hash = :token
      for update
      """)
  Optional<SessionRow> findAndLock(String token);

  @SqlUpdate(
      "update refresh_tokens set used_at = :at where token_hash = :token and session_id = :session")
  int use(String token, UUID session, Instant at);

  @SqlUpdate(
      """
      update sessions set
        expires_at = :expiresAt, used_at = :usedAt, ip = :ip, user_agent = :userAgent
      where session_id = :session
      """)
  void prolong(
      UUID session,
      Instant expiresAt,
      Instant usedAt,
      Optional<String> ip,
      Optional<String> userAgent);

  @SqlQuery(
      """
      select session_id, user_id, created_at, expires_at, revoked_at, used_at, ip, user_agent,
        false as used
      from sessions
      where user_id = :user and revoked_at is null and expires_at > :now
      order by used_at desc, session_id desc
      """)
  List<SessionRow> live(UUID user, Instant now);

  @SqlQuery(
      """
      update sessions set revoked_at = :at
      where user_id = :user and revoked_at is null and expires_at > :at
        and session_id is distinct from :but
      returning session_id
      """)
  List<UUID> revokeAll(UUID user, Optional<UUID> but, Instant at);

  @SqlUpdate(
      """
      with over as (
        select session_id from sessions where least(expires_at, revoked_at) < :before
      ), tokens as (
        delete from refresh_tokens
        where session_id in (select session_id from over) or used_at < :before
      )
      delete from sessions where session_id in (select session_id from over)
      """)
  void forget(Instant before);

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
