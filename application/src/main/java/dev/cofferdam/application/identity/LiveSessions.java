package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.SessionStore;
import java.time.Clock;
import java.util.Set;

/**
 * Whether the session of an access token goes on: remembered, or asked for in one round trip. Only
 * that it does is remembered. One may end by its time while it is remembered and still its tokens
 * work no longer than they may: each of them ends before the session that it was issued for.
 */
public final class LiveSessions {
  private final SessionStore sessions;
  private final RightsCache remembered;
  private final Clock clock;

  public LiveSessions(SessionStore sessions, RightsCache remembered, Clock clock) {
    this.sessions = sessions;
    this.remembered = remembered;
    this.clock = clock;
  }

  boolean isLive(AccessTokens.Claims claims) {
    if (remembered.find(claims.session(), Boolean.class).isPresent()) {
      return true;
    }
    RightsCache.Look look = remembered.look();
    boolean live = sessions.isLive(claims.session(), clock.instant());
    if (live) {
      remembered.keep(
          look,
          claims.session(),
          true,
          Set.of(new Revocation.OfSession(claims.session()), new Revocation.OfUser(claims.user())));
    }
    return live;
  }
}
