package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import java.time.Clock;

/** Ends the session that asks for it. */
public final class LogOut {
  public static final Permission NEEDS = Permission.SELF;

  private final Transactions transactions;
  private final SessionStore sessions;
  private final Revocations revocations;
  private final Clock clock;

  public LogOut(
      Transactions transactions, SessionStore sessions, Revocations revocations, Clock clock) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.revocations = revocations;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code forbidden} for who has no session here
   */
  public void execute(Actor actor) {
    if (!(actor.inPerson() instanceof Actor.SignedIn signedIn)) {
      throw Refusal.forbidden(
          "There is no session here to end: this token is its issuer's, and ends there.");
    }
    transactions.required(
        () -> {
          sessions.revoke(signedIn.session(), clock.instant());
          revocations.publish(new Revocation.OfSession(signedIn.session()));
          return signedIn.session();
        });
  }
}
