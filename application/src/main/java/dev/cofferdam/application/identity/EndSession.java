package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.application.identity.port.SessionStore.Session;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;
import java.time.Instant;

/** Ends one of the caller's sessions. */
public final class EndSession {
  public static final Permission NEEDS = Permission.SELF;

  private final Transactions transactions;
  private final SessionStore sessions;
  private final Revocations revocations;
  private final Clock clock;

  public EndSession(
      Transactions transactions, SessionStore sessions, Revocations revocations, Clock clock) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.revocations = revocations;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code session_not_found}, also for one that is over or somebody else's
   */
  public void execute(Actor actor, SessionId session) {
    UserId user = actor.requirePerson();
    Instant now = clock.instant();
    transactions.required(
        () -> {
          if (sessions.live(user, now).stream().map(Session::id).noneMatch(session::equals)) {
            throw Refusal.notFound("session");
          }
          sessions.revoke(session, now);
          revocations.publish(new Revocation.OfSession(session));
          return session;
        });
  }
}
