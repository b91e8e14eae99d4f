package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.NewToken;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.application.identity.port.SessionStore.Session;
import dev.cofferdam.application.identity.port.SessionStore.Use;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Opens the session that logging in and signing up end with. */
public final class SessionOpener {
  /** How long a session lives without being refreshed. */
  static final Duration LIFETIME = Duration.ofDays(30);

  private final SessionStore sessions;
  private final OpaqueTokens opaque;
  private final AccessTokens access;
  private final IdSource ids;
  private final Clock clock;

  public SessionOpener(
      SessionStore sessions, OpaqueTokens opaque, AccessTokens access, IdSource ids, Clock clock) {
    this.sessions = sessions;
    this.opaque = opaque;
    this.access = access;
    this.ids = ids;
    this.clock = clock;
  }

  /** Opens a session in the thread's transaction. */
  public TokenPair open(UserId user, Actor.Origin origin) {
    Instant now = clock.instant();
    SessionId session = new SessionId(ids.next());
    NewToken refresh = opaque.create(OpaqueTokens.Kind.REFRESH);
    sessions.add(
        new Session(session, user, now, now.plus(LIFETIME), Use.of(origin, now)), refresh.hash());
    String token = access.issue(new AccessTokens.Claims(user, session, now));
    return new TokenPair(session, token, refresh.token());
  }
}
