package dev.cofferdam.application.identity;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.PasswordHasher;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.identity.port.UserStore.Account;
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
  private final SessionOpener opener;

  public LogIn(
      Transactions transactions, UserStore users, PasswordHasher hasher, SessionOpener opener) {
    this.transactions = transactions;
    this.users = users;
    this.hasher = hasher;
    this.opener = opener;
  }

  public record Command(EmailAddress email, Password password) {}

  public record Outcome(User user, TokenPair tokens) {}

  /**
   * @throws Refusal {@code wrong_credentials}, {@code too_many_logins}
   */
  public Outcome execute(Command command) {
    Optional<Account> account = transactions.required(() -> users.findByEmail(command.email()));
    PasswordHash hash = account.map(Account::hash).orElseGet(hasher::decoy);
    boolean matches = hasher.matches(command.password(), hash);
    if (account.isEmpty() || !matches) {
      throw Refusal.unauthenticated("wrong_credentials", "E-mail or password is wrong.");
    }
    User user = account.get().user();
    return transactions.required(() -> new Outcome(user, opener.open(user.id())));
  }
}
