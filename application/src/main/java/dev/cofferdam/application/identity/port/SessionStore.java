package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.Optional;

/** Sign-ins and their refresh tokens, which are kept as hashes alone. */
public interface SessionStore {
  void add(Session session, TokenHash refreshToken);

  /**
   * Finds a refresh token, used or not, and keeps others from using it until the transaction's end.
   */
  Optional<Found> findForUse(TokenHash refreshToken);

  /** Marks a token as used and puts its successor in. */
  void rotate(SessionId session, TokenHash used, TokenHash successor, Instant expiresAt);

  /** Ends a session: none of its tokens works any more. */
  void revoke(SessionId session, Instant at);

  boolean isLive(SessionId session, Instant at);

  /** One sign-in. */
  record Session(SessionId id, UserId user, Instant createdAt, Instant expiresAt) {}

  /**
   * @param live whether the session is neither revoked nor expired
   * @param used whether the token has been exchanged already
   */
  record Found(Session session, boolean live, boolean used) {}
}
