package dev.cofferdam.application.identity;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import java.time.Clock;

/**
 * Says who is behind a token: one of ours, whose session may have ended since, or one of an issuer
 * that is trusted.
 */
public final class Authenticate {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final Transactions transactions;
  private final AccessTokens access;
  private final SessionStore sessions;
  private final ExternalSignIn external;
  private final Clock clock;

  public Authenticate(
      Transactions transactions,
      AccessTokens access,
      SessionStore sessions,
      ExternalSignIn external,
      Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.sessions = sessions;
    this.external = external;
    this.clock = clock;
  }

  public record Command(String accessToken, Actor.Origin origin) {
    @Override
    public String toString() {
      return "Command[[REDACTED], " + origin + "]";
    }
  }

  /**
   * @throws Refusal {@code invalid_token}, {@code expired_token}, {@code issuer_unavailable}
   */
  public Actor execute(Command command) {
    if (external.takes(command.accessToken())) {
      return external.actorOf(command.accessToken(), command.origin());
    }
    AccessTokens.Claims claims = access.verify(command.accessToken());
    boolean live = transactions.required(() -> sessions.isLive(claims.session(), clock.instant()));
    if (!live) {
      throw Refusal.unauthenticated("invalid_token", "This access token is not valid.");
    }
    return new Actor.SignedIn(claims.user(), claims.session(), command.origin());
  }
}
