package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.LetterContent;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.identity.EmailAddress;

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
    return users
        .findByEmail(email)
        .map(
            account -> {
              if (guard.mayTellOfSignUp(email)) {
                letters.post(
                    email,
                    new LetterContent.AlreadySignedUp(
                        account.user().name(), links.signIn(), links.forgotPassword()));
              }
              return account;
            })
        .isPresent();
  }
}
