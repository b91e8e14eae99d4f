package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.Optional;

/** People who sign in. */
public interface UserStore {
  /**
   * Adds somebody who logs in with an e-mail address, in the thread's transaction.
   *
   * @return false when the e-mail address has an account
   */
  boolean add(User user, PasswordHash hash);

  Optional<User> find(UserId id);

  Optional<Account> findByEmail(EmailAddress email);

  /** An account by its user; empty for who has no password here. */
  Optional<Account> findAccount(UserId id);

  /**
   * The same, and keeps others from changing the password until the transaction's end. It sees what
   * was committed before it got its turn.
   */
  Optional<Account> lockAccount(UserId id);

  /** Gives a user another name, in the thread's transaction. */
  void rename(UserId id, PersonName name);

  /** Gives an account another password, in the thread's transaction. */
  void changePassword(UserId id, PasswordHash hash, Instant at);

  /**
   * Gives a user an address that is known to be theirs, in the thread's transaction.
   *
   * @return false when another account has it
   */
  boolean confirmEmail(UserId id, EmailAddress email);

  /** A user and what their password is checked against. */
  record Account(User user, PasswordHash hash) {}
}
