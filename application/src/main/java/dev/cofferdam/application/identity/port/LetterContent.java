package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * What a letter is to say; {@link LetterTemplates} has the words. Names are whatever people and
 * orgs call themselves.
 */
public sealed interface LetterContent {
  /**
   * Asks for proof that an address is who signed up's, or the new one of who has an account.
   *
   * @param validFor how long the link works
   */
  record VerifyEmail(PersonName name, Link link, Duration validFor) implements LetterContent {}

  /** Answers who can't sign in. */
  record ResetPassword(PersonName name, Link link, Duration validFor) implements LetterContent {}

  /**
   * Tells that the password was changed, to somebody who may know nothing of it.
   *
   * @param forgot where to set another one
   */
  record PasswordChanged(PersonName name, Instant at, Link forgot) implements LetterContent {}

  /** Tells the old address that another one has taken its place. */
  record EmailChanged(PersonName name, EmailAddress now, Instant at) implements LetterContent {}

  /** Tells who has an account that somebody wanted to sign up with their address. */
  record AlreadySignedUp(PersonName name, Link signIn, Link forgot) implements LetterContent {}

  /**
   * Invites somebody into an org.
   *
   * @param link where to accept or decline; good for anybody who reads the letter
   */
  record Invitation(PersonName inviter, String org, Role role, Link link, Instant expiresAt)
      implements LetterContent {}

  /** Reminds of an invitation that is still open. */
  record InvitationReminder(PersonName inviter, String org, Role role, Link link, Instant expiresAt)
      implements LetterContent {}

  /**
   * Tells who started a run that it failed.
   *
   * @param run its id
   * @param ended what became of it, such as {@code ran out of time}
   * @param environment whose secrets it got, such as {@code shop/prod}
   */
  record RunFailed(
      PersonName name, String org, String run, String ended, String environment, String reason)
      implements LetterContent {}

  /** A link that may be as good as a password; prints as {@code [REDACTED]}. */
  record Link(URI uri) {
    @Override
    public String toString() {
      return "[REDACTED]";
    }
  }
}
