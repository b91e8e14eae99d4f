package dev.cofferdam.application.identity;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.application.identity.port.SessionStore.Session;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;
import java.util.List;

/** Shows people where they are signed in, the last used first. */
public final class ListSessions {
  public static final Permission NEEDS = Permission.SELF;

  private final Transactions transactions;
  private final SessionStore sessions;
  private final Clock clock;

  public ListSessions(Transactions transactions, SessionStore sessions, Clock clock) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * @param current whether it is the one that asks
   */
  public record Shown(Session session, boolean current) {}

  public List<Shown> execute(Actor actor) {
    UserId user = actor.requirePerson();
    return transactions.required(() -> sessions.live(user, clock.instant())).stream()
        .map(
            session ->
                new Shown(
                    session,
                    actor instanceof Actor.SignedIn me && me.session().equals(session.id())))
        .toList();
  }
}
