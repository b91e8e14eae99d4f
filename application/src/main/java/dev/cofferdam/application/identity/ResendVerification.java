package dev.cofferdam.application.identity;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.identity.port.UserStore.Account;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;

/**
 * Asks a user once more by letter whether their address is theirs; not where that is known, nor
 * whom another issuer vouches for.
 */
public final class ResendVerification {
  public static final Permission NEEDS = Permission.SELF;

  private final Transactions transactions;
  private final UserStore users;
  private final LetterGuard guard;
  private final EmailVerifier verifier;

  public ResendVerification(
      Transactions transactions, UserStore users, LetterGuard guard, EmailVerifier verifier) {
    this.transactions = transactions;
    this.users = users;
    this.guard = guard;
    this.verifier = verifier;
  }

  /**
   * @throws Refusal {@code slow_down}
   */
  public void execute(Actor actor) {
    UserId id = actor.requirePerson();
    transactions.required(
        () -> {
          users
              .findAccount(id)
              .map(Account::user)
              .filter(user -> !user.emailVerified())
              .ifPresent(this::ask);
          return id;
        });
  }

  private void ask(User user) {
    guard.countVerification(user.id());
    user.email().ifPresent(email -> verifier.ask(user, email));
  }
}
