package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sign-ins and their refresh tokens, which are kept as hashes alone. */
public interface SessionStore {
  void add(Session session, TokenHash refreshToken);

  /**
   * Finds a refresh token, used or not, and keeps others from using it until the transaction's end.
   */
  Optional<Found> findForUse(TokenHash refreshToken);

  /** Marks a token as used and puts its successor in. */
  void rotate(SessionId session, TokenHash used, TokenHash successor, Instant expiresAt, Use use);

  /** Ends a session: none of its tokens works any more. */
  void revoke(SessionId session, Instant at);

  /** A user's sessions that are neither revoked nor expired, the last used first. */
  List<Session> live(UserId user, Instant now);

  /**
   * Ends all of a user's live sessions but one.
   *
   * @return those that were ended
   */
  List<SessionId> revokeAll(UserId user, Optional<SessionId> but, Instant at);

  /**
   * Forgets sessions that were over before an instant, and tokens that were exchanged before it.
   */
  void forget(Instant before);

  /** Whether a session goes on; may be asked outside of a transaction too. */
  boolean isLive(SessionId session, Instant at);

  /** One sign-in. */
  record Session(SessionId id, UserId user, Instant createdAt, Instant expiresAt, Use lastUse) {}

  /**
   * When and from where a session was begun or refreshed.
   *
   * @param userAgent up to 200 visible ASCII characters
   */
  record Use(Instant at, Optional<String> ip, Optional<String> userAgent) {
    private static final int LONGEST = 200;
    private static final Pattern UNFIT = Pattern.compile("[^\\x20-\\x7e]+");

    public static Use of(Actor.Origin origin, Instant at) {
      return new Use(
          at, origin.ip(), origin.userAgent().map(Use::shown).filter(text -> !text.isEmpty()));
    }

    private static String shown(String userAgent) {
      String text = UNFIT.matcher(userAgent).replaceAll("").strip();
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST).strip();
    }
  }

  /**
   * @param live whether the session is neither revoked nor expired
   * @param used whether the token has been exchanged already
   */
  record Found(Session session, boolean live, boolean used) {}
}
