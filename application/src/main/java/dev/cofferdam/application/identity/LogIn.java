package dev.cofferdam.application.identity;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.PasswordHasher;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.identity.port.UserStore.Account;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.User;
import java.util.Optional;

/**
 * Opens a session for who knows the password. An unknown address costs and says the same as a wrong
 * password.
 */
public final class LogIn {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final Transactions transactions;
  private final UserStore users;
  private final PasswordHasher hasher;
  private final LogInGuard guard;
  private final SessionOpener opener;

  public LogIn(
      Transactions transactions,
      UserStore users,
      PasswordHasher hasher,
      LogInGuard guard,
      SessionOpener opener) {
    this.transactions = transactions;
    this.users = users;
    this.hasher = hasher;
    this.guard = guard;
    this.opener = opener;
  }

  public record Command(EmailAddress email, Password password) {}

  public record Outcome(User user, TokenPair tokens) {}

  /**
   * @throws Refusal {@code wrong_credentials}, {@code slow_down}, {@code too_many_logins}
   */
  public Outcome execute(Actor actor, Command command) {
    Began began =
        transactions.required(
            () ->
                new Began(
                    guard.count(command.email(), actor.origin()),
                    users.findByEmail(command.email())));
    boolean matches = matches(command.password(), began);
    boolean right = began.account().isPresent() && matches;
    began.counted().requireLetIn(right);
    Account account = began.account().filter(found -> right).orElseThrow(LogIn::wrong);
    return transactions.required(() -> open(actor, began.counted(), account));
  }

  /** Not by a password that was changed while it was being looked at. */
  private Outcome open(Actor actor, LogInGuard.Counted counted, Account seen) {
    guard.succeeded(counted);
    Account now =
        users
            .lockAccount(seen.user().id())
            .filter(account -> account.hash().equals(seen.hash()))
            .orElseThrow(LogIn::wrong);
    return new Outcome(now.user(), opener.open(now.user().id(), actor.origin()));
  }

  private static Refusal wrong() {
    return Refusal.unauthenticated("wrong_credentials", "E-mail or password is wrong.");
  }

  private record Began(LogInGuard.Counted counted, Optional<Account> account) {}

  private boolean matches(Password password, Began began) {
    PasswordHash hash = began.account().map(Account::hash).orElseGet(hasher::decoy);
    try {
      return hasher.matches(password, hash);
    } catch (Refusal busy) {
      transactions.required(
          () -> {
            guard.takeBack(began.counted());
            return began;
          });
      throw busy;
    }
  }
}
