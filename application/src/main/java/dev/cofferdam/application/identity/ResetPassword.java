package dev.cofferdam.application.identity;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.MailedTokenStore;
import dev.cofferdam.application.identity.port.MailedTokenStore.MailedToken;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.PasswordHasher;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.User;
import java.time.Clock;
import java.util.Optional;

/**
 * Sets a new password for who has the token of a letter. It ends every session of the user, and
 * whatever change of the address somebody asked for in one of them. Who reads the letter has shown
 * whose the address is, so it is verified by that too; and where nobody had shown it before, the
 * API keys that were made until then end.
 */
public final class ResetPassword {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final Transactions transactions;
  private final UserStore users;
  private final MailedTokenStore tokens;
  private final OpaqueTokens opaque;
  private final PasswordHasher hasher;
  private final PasswordResetter resetter;
  private final Clock clock;

  public ResetPassword(
      Transactions transactions,
      UserStore users,
      MailedTokenStore tokens,
      OpaqueTokens opaque,
      PasswordHasher hasher,
      PasswordResetter resetter,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.tokens = tokens;
    this.opaque = opaque;
    this.hasher = hasher;
    this.resetter = resetter;
    this.clock = clock;
  }

  /** Prints without the token. */
  public record Command(String token, Password password) {
    @Override
    public String toString() {
      return "Command[[REDACTED]]";
    }
  }

  /**
   * @throws Refusal {@code invalid_token_in_link}, {@code too_many_logins}, {@code invalid_field}
   *     for a password that is about its owner; the token can be used again then
   */
  public void execute(Command command) {
    TokenHash token = MailedTokens.hash(opaque, Kind.RESET_PASSWORD, command.token());
    // Hashing is slow: not for whoever makes tokens up, and not inside of a transaction.
    if (!transactions.required(() -> tokens.holds(token, Kind.RESET_PASSWORD, clock.instant()))) {
      throw MailedTokens.unknown();
    }
    PasswordHash hash = hasher.hash(command.password());
    transactions.required(() -> reset(command, token, hash));
  }

  private User reset(Command command, TokenHash hash, PasswordHash password) {
    MailedToken token =
        tokens.take(hash, Kind.RESET_PASSWORD, clock.instant()).orElseThrow(MailedTokens::unknown);
    // Nobody makes anything lasting by the account until this is over.
    users.lockAccount(token.user());
    User before = users.find(token.user()).orElseThrow(MailedTokens::unknown);
    command.password().requireNotAbout("password", before.email(), before.name());
    if (before.email().filter(token.email()::equals).isPresent()) {
      if (!before.emailVerified()) {
        resetter.takeBack(before);
      }
      users.confirmEmail(before.id(), token.email());
    }
    User user = users.find(before.id()).orElseThrow(MailedTokens::unknown);
    resetter.set(user, password, Optional.empty());
    return user;
  }
}
