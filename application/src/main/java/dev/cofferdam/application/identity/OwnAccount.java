package dev.cofferdam.application.identity;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.ids.UserId;
import java.util.function.Supplier;

/**
 * Keeps an account from being taken back or changed while something lasting is made by it. What
 * waited here for a reset of the password finds its session ended, so it has to look again.
 */
public final class OwnAccount {
  private final Transactions transactions;
  private final UserStore users;

  public OwnAccount(Transactions transactions, UserStore users) {
    this.transactions = transactions;
    this.users = users;
  }

  /** In one transaction. Accounts are locked before ledger heads. */
  public <T> T during(UserId user, Supplier<T> work) {
    return transactions.required(
        () -> {
          users.lockAccount(user);
          return work.get();
        });
  }
}
