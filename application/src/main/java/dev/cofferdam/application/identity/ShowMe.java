package dev.cofferdam.application.identity;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.User;

/** Shows a user their own account. */
public final class ShowMe {
  public static final Permission NEEDS = Permission.SELF;

  private final Transactions transactions;
  private final UserStore users;

  public ShowMe(Transactions transactions, UserStore users) {
    this.transactions = transactions;
    this.users = users;
  }

  public User execute(Actor actor) {
    return transactions
        .required(() -> users.find(actor.requirePerson()))
        .orElseThrow(() -> Refusal.notFound("user"));
  }
}
