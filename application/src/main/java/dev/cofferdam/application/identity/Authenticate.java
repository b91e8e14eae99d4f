package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;

/**
 * Says who is behind a token: one of ours, whose session may have ended since, a key or a service
 * token, or one of an issuer that is trusted.
 */
public final class Authenticate {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final AccessTokens access;
  private final LiveSessions sessions;
  private final KeySignIn keys;
  private final ExternalSignIn external;

  public Authenticate(
      AccessTokens access, LiveSessions sessions, KeySignIn keys, ExternalSignIn external) {
    this.access = access;
    this.sessions = sessions;
    this.keys = keys;
    this.external = external;
  }

  public record Command(String accessToken, Actor.Origin origin) {
    @Override
    public String toString() {
      return "Command[[REDACTED], " + origin + "]";
    }
  }

  /**
   * @throws Refusal {@code invalid_token}, {@code expired_token}, {@code address_not_allowed},
   *     {@code issuer_unavailable}
   */
  public Actor execute(Command command) {
    if (keys.takes(command.accessToken())) {
      return keys.actorOf(command.accessToken(), command.origin());
    }
    if (external.takes(command.accessToken())) {
      return external.actorOf(command.accessToken(), command.origin());
    }
    AccessTokens.Claims claims = access.verify(command.accessToken());
    if (!sessions.isLive(claims)) {
      throw Refusal.unauthenticated("invalid_token", "This access token is not valid.");
    }
    return new Actor.SignedIn(claims.user(), claims.session(), command.origin());
  }
}
