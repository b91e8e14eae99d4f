package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.NewToken;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.application.identity.port.SessionStore.Found;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Exchanges a refresh token for new tokens. Each works once; one that comes back after its use was
 * stolen or copied, so it ends its whole session (RFC 9700, section 4.14.2).
 */
public final class RefreshSession {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final Transactions transactions;
  private final SessionStore sessions;
  private final Revocations revocations;
  private final OpaqueTokens opaque;
  private final AccessTokens access;
  private final Clock clock;

  public RefreshSession(
      Transactions transactions,
      SessionStore sessions,
      Revocations revocations,
      OpaqueTokens opaque,
      AccessTokens access,
      Clock clock) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.revocations = revocations;
    this.opaque = opaque;
    this.access = access;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code invalid_refresh_token}, {@code malformed_token}
   */
  public TokenPair execute(Actor actor, String refreshToken) {
    TokenHash presented = opaque.hash(OpaqueTokens.Kind.REFRESH, refreshToken);
    // The refusal is thrown outside, so that ending the session is not undone with it.
    return transactions
        .required(() -> exchange(presented, actor.origin()))
        .orElseThrow(
            () ->
                Refusal.unauthenticated(
                    "invalid_refresh_token", "This refresh token is unknown, used or expired."));
  }

  private Optional<TokenPair> exchange(TokenHash presented, Actor.Origin origin) {
    Instant now = clock.instant();
    Optional<Found> found = sessions.findForUse(presented);
    if (found.isEmpty() || !found.get().live()) {
      return Optional.empty();
    }
    SessionStore.Session session = found.get().session();
    if (found.get().used()) {
      sessions.revoke(session.id(), now);
      revocations.publish(new Revocation.OfSession(session.id()));
      return Optional.empty();
    }
    NewToken successor = opaque.create(OpaqueTokens.Kind.REFRESH);
    sessions.rotate(
        session.id(),
        presented,
        successor.hash(),
        now.plus(SessionOpener.LIFETIME),
        SessionStore.Use.of(origin, now));
    String token = access.issue(new AccessTokens.Claims(session.user(), session.id(), now));
    return Optional.of(new TokenPair(session.id(), token, successor.token()));
  }
}
