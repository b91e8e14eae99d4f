package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.LetterContent;
import dev.cofferdam.application.identity.port.MailedTokenStore;
import dev.cofferdam.application.identity.port.MailedTokenStore.MailedToken;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.application.identity.port.OpaqueTokens.NewToken;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.User;
import java.time.Clock;
import java.time.Duration;

/** Asks by letter whether an address is a user's. */
public final class EmailVerifier {
  /** How long the letter's link works. */
  static final Duration VALID = Duration.ofHours(24);

  private final MailedTokenStore tokens;
  private final OpaqueTokens opaque;
  private final LetterBox letters;
  private final PublicLinks links;
  private final Clock clock;

  public EmailVerifier(
      MailedTokenStore tokens,
      OpaqueTokens opaque,
      LetterBox letters,
      PublicLinks links,
      Clock clock) {
    this.tokens = tokens;
    this.opaque = opaque;
    this.letters = letters;
    this.links = links;
    this.clock = clock;
  }

  /**
   * Asks in the thread's transaction; earlier letters' links stop working.
   *
   * @param email the user's, or the one that is to become it
   */
  public void ask(User user, EmailAddress email) {
    NewToken token = opaque.create(Kind.VERIFY_EMAIL);
    tokens.replace(
        token.hash(),
        new MailedToken(Kind.VERIFY_EMAIL, user.id(), email, clock.instant().plus(VALID)));
    letters.post(
        email, new LetterContent.VerifyEmail(user.name(), links.verifyEmail(token.token()), VALID));
  }
}
