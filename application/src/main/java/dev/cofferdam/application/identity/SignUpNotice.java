package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.LetterContent;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.identity.port.UserStore.Account;
import dev.cofferdam.domain.identity.EmailAddress;
import java.util.Optional;

/** Tells who has an account that somebody wanted to sign up with their address; not too often. */
public final class SignUpNotice {
  private final UserStore users;
  private final LetterGuard guard;
  private final LetterBox letters;
  private final PublicLinks links;

  public SignUpNotice(UserStore users, LetterGuard guard, LetterBox letters, PublicLinks links) {
    this.users = users;
    this.guard = guard;
    this.letters = letters;
    this.links = links;
  }

  /**
   * Tells in the thread's transaction.
   *
   * @return whether the address has an account
   */
  public boolean tellOwner(EmailAddress email) {
    Optional<Account> account = users.findByEmail(email);
    account
        .filter(owner -> guard.mayTellOfSignUp(email))
        .ifPresent(
            owner ->
                letters.post(
                    email,
                    new LetterContent.AlreadySignedUp(
                        owner.user().name(), links.signIn(), links.forgotPassword())));
    return account.isPresent();
  }

  /** Whether an address has an account; nobody is told. In the thread's transaction. */
  public boolean isTaken(EmailAddress email) {
    return users.findByEmail(email).isPresent();
  }
}
