package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;

/** Opens accounts, each with a first session, and asks by letter whether the address is theirs. */
public final class AccountOpener {
  /** The code of {@link #taken}. */
  public static final String TAKEN = "email_taken";

  private final UserStore users;
  private final SessionOpener sessions;
  private final EmailVerifier verifier;
  private final IdSource ids;
  private final Clock clock;

  public AccountOpener(
      UserStore users, SessionOpener sessions, EmailVerifier verifier, IdSource ids, Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.verifier = verifier;
    this.ids = ids;
    this.clock = clock;
  }

  /** What is said of an address that has an account. */
  public static Refusal taken() {
    return Refusal.conflict(TAKEN, "This e-mail address has an account already.");
  }

  public record Opened(User user, TokenPair tokens) {}

  /**
   * Somebody without an account.
   *
   * @param proven whether it is known already that the address is theirs
   */
  public record Newcomer(EmailAddress email, PersonName name, boolean proven) {}

  /**
   * Opens an account in the thread's transaction.
   *
   * @throws Refusal {@code email_taken}
   */
  public Opened open(Newcomer newcomer, PasswordHash hash, Actor.Origin origin) {
    User user =
        new User(
            new UserId(ids.next()),
            newcomer.email(),
            newcomer.name(),
            newcomer.proven(),
            clock.instant());
    if (!users.add(user, hash)) {
      throw taken();
    }
    if (!newcomer.proven()) {
      verifier.ask(user, newcomer.email());
    }
    return new Opened(user, sessions.open(user.id(), origin));
  }
}
