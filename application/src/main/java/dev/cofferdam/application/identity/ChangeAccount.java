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
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Optional;

/**
 * Changes the caller's own account, wholly or not at all. Another address is asked by letter first
 * and becomes the account's when that is answered. Who changes address or password shows that they
 * know the present password, for they may have found somebody's session; a new password ends all
 * other sessions.
 */
public final class ChangeAccount {
  public static final Permission NEEDS = Permission.SELF;

  private final Transactions transactions;
  private final UserStore users;
  private final PasswordHasher hasher;
  private final LogInGuard logInGuard;
  private final LetterGuard letterGuard;
  private final EmailVerifier verifier;
  private final PasswordResetter resetter;

  public ChangeAccount(
      Transactions transactions,
      UserStore users,
      PasswordHasher hasher,
      LogInGuard logInGuard,
      LetterGuard letterGuard,
      EmailVerifier verifier,
      PasswordResetter resetter) {
    this.transactions = transactions;
    this.users = users;
    this.hasher = hasher;
    this.logInGuard = logInGuard;
    this.letterGuard = letterGuard;
    this.verifier = verifier;
    this.resetter = resetter;
  }

  /**
   * What is to be changed; what is empty stays as it is.
   *
   * @param current the present password, for a new address or password
   */
  public record Command(
      Optional<PersonName> name,
      Optional<EmailAddress> email,
      Optional<Password> password,
      Optional<Password> current) {
    private boolean isSensitive() {
      return email.isPresent() || password.isPresent();
    }
  }

  /**
   * @throws Refusal {@code invalid_field} without a present password, {@code wrong_password},
   *     {@code no_password} for who has none here, {@code slow_down}, {@code too_many_logins},
   *     {@code invalid_token} for a session that was ended meanwhile
   */
  public User execute(Actor actor, Command command) {
    UserId id = actor.requirePerson();
    Optional<PasswordHash> seen =
        command.isSensitive()
            ? Optional.of(requirePassword(actor, id, command.current()))
            : Optional.empty();
    Optional<PasswordHash> hash = command.password().map(hasher::hash);
    return transactions.required(
        () -> {
          resetter.requireLive(actor);
          seen.ifPresent(shown -> resetter.requireUnchanged(actor, id, shown));
          return change(actor, id, command, hash);
        });
  }

  private User change(Actor actor, UserId id, Command command, Optional<PasswordHash> hash) {
    command.name().ifPresent(name -> users.rename(id, name));
    User user = users.find(id).orElseThrow(() -> Refusal.notFound("user"));
    command
        .password()
        .ifPresent(
            chosen -> {
              chosen.requireNotAbout("password", user.email(), user.name());
              chosen.requireNotAbout("password", command.email(), user.name());
            });
    hash.ifPresent(changed -> resetter.set(user, changed, sessionOf(actor)));
    command
        .email()
        .filter(email -> user.email().filter(email::equals).isEmpty())
        .ifPresent(
            email -> {
              letterGuard.countVerification(id);
              verifier.ask(user, email);
            });
    return user;
  }

  /** Returns what the password was checked against. */
  private PasswordHash requirePassword(Actor actor, UserId id, Optional<Password> current) {
    Password typed =
        current.orElseThrow(
            () -> Refusal.invalid("current_password", "is needed for a new address or password"));
    Account account = transactions.required(() -> users.findAccount(id)).orElseThrow(this::none);
    EmailAddress email = account.user().email().orElseThrow(this::none);
    LogInGuard.Counted counted =
        transactions.required(() -> logInGuard.count(email, actor.origin()));
    boolean right = matches(typed, account, counted);
    counted.requireLetIn(right);
    if (!right) {
      throw PasswordResetter.wrongPassword();
    }
    transactions.required(
        () -> {
          logInGuard.succeeded(counted);
          return counted;
        });
    return account.hash();
  }

  private boolean matches(Password typed, Account account, LogInGuard.Counted counted) {
    try {
      return hasher.matches(typed, account.hash());
    } catch (Refusal busy) {
      transactions.required(
          () -> {
            logInGuard.takeBack(counted);
            return counted;
          });
      throw busy;
    }
  }

  private Refusal none() {
    return Refusal.conflict(
        "no_password", "This account has no password here: whoever vouches for it keeps that.");
  }

  private static Optional<SessionId> sessionOf(Actor actor) {
    return actor instanceof Actor.SignedIn me ? Optional.of(me.session()) : Optional.empty();
  }
}
