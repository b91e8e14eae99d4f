package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.identity.port.LetterContent;
import dev.cofferdam.application.identity.port.MailedTokenStore;
import dev.cofferdam.application.identity.port.MailedTokenStore.MailedToken;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.application.identity.port.OpaqueTokens.NewToken;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.identity.port.UserStore.Account;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Offers new passwords by letter, and sets them, with all that goes with it. */
public final class PasswordResetter {
  /** How long the letter's link works. */
  static final Duration VALID = Duration.ofHours(1);

  private final UserStore users;
  private final SessionStore sessions;
  private final EarlierKeys earlierKeys;
  private final Revocations revocations;
  private final MailedTokenStore tokens;
  private final OpaqueTokens opaque;
  private final Post post;
  private final EmailVerifier verifier;
  private final Clock clock;

  public PasswordResetter(
      UserStore users,
      Held held,
      MailedTokenStore tokens,
      OpaqueTokens opaque,
      Post post,
      Clock clock) {
    this.users = users;
    this.sessions = held.sessions();
    this.earlierKeys = held.keys();
    this.revocations = held.revocations();
    this.tokens = tokens;
    this.opaque = opaque;
    this.post = post;
    this.verifier = new EmailVerifier(tokens, opaque, post.letters(), post.links(), clock);
    this.clock = clock;
  }

  /** What somebody holds who was in an account, and who hears that it ends. */
  public record Held(SessionStore sessions, EarlierKeys keys, Revocations revocations) {}

  /** Where letters are put, and where their links go. */
  public record Post(LetterBox letters, PublicLinks links) {}

  /** Writes a letter with a link; earlier ones stop working. In the thread's transaction. */
  void offer(User user, EmailAddress email) {
    NewToken token = opaque.create(Kind.RESET_PASSWORD);
    Instant until = clock.instant().plus(VALID);
    tokens.replace(token.hash(), new MailedToken(Kind.RESET_PASSWORD, user.id(), email, until));
    post.letters()
        .post(
            email,
            new LetterContent.ResetPassword(
                user.name(), post.links().resetPassword(token.token()), VALID));
  }

  /**
   * Makes sure that the password that somebody showed is still the account's, and that their
   * session goes on. Nobody else can change the password until the end of the thread's transaction.
   *
   * @param seen what the password was checked against
   * @throws Refusal {@code wrong_password} or {@code invalid_token}
   */
  void requireUnchanged(Actor actor, UserId user, PasswordHash seen) {
    boolean same = users.lockAccount(user).map(Account::hash).filter(seen::equals).isPresent();
    if (!same) {
      throw wrongPassword();
    }
    requireLive(actor);
  }

  /**
   * @throws Refusal {@code invalid_token} for a session that was ended meanwhile
   */
  void requireLive(Actor actor) {
    if (actor instanceof Actor.SignedIn me && !sessions.isLive(me.session(), clock.instant())) {
      throw Refusal.unauthenticated("invalid_token", "This access token is not valid.");
    }
  }

  static Refusal wrongPassword() {
    return new Refusal(
        Refusal.Kind.FORBIDDEN, "wrong_password", "The current password is wrong.", List.of());
  }

  /** Ends what was made in an account before its address was shown to be its user's. */
  void takeBack(User user) {
    earlierKeys.end(user.id());
  }

  /**
   * Sets a password, ends the user's sessions but one, makes letters' links for another password or
   * another address useless, and tells the user. Who had not shown yet that the address is theirs
   * is asked anew. In the thread's transaction.
   *
   * @param user as they are by now
   */
  void set(User user, PasswordHash hash, Optional<SessionId> but) {
    Instant now = clock.instant();
    users.changePassword(user.id(), hash, now);
    tokens.removeAll(user.id(), Kind.RESET_PASSWORD);
    tokens.removeAll(user.id(), Kind.VERIFY_EMAIL);
    if (!user.emailVerified()) {
      user.email().ifPresent(email -> verifier.ask(user, email));
    }
    sessions
        .revokeAll(user.id(), but, now)
        .forEach(ended -> revocations.publish(new Revocation.OfSession(ended)));
    user.email()
        .ifPresent(
            email ->
                post.letters()
                    .post(
                        email,
                        new LetterContent.PasswordChanged(
                            user.name(), now, post.links().forgotPassword())));
  }
}
