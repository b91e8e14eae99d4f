package dev.cofferdam.application.world;

import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.identity.AccountOpener;
import dev.cofferdam.application.identity.ChangeAccount;
import dev.cofferdam.application.identity.EarlierKeys;
import dev.cofferdam.application.identity.EmailVerifier;
import dev.cofferdam.application.identity.EndSession;
import dev.cofferdam.application.identity.ForgetExpired;
import dev.cofferdam.application.identity.ForgotPassword;
import dev.cofferdam.application.identity.LetterBox;
import dev.cofferdam.application.identity.LetterGuard;
import dev.cofferdam.application.identity.ListSessions;
import dev.cofferdam.application.identity.LogIn;
import dev.cofferdam.application.identity.LogInGuard;
import dev.cofferdam.application.identity.LogOut;
import dev.cofferdam.application.identity.PasswordResetter;
import dev.cofferdam.application.identity.RefreshSession;
import dev.cofferdam.application.identity.ResendVerification;
import dev.cofferdam.application.identity.ResetPassword;
import dev.cofferdam.application.identity.SessionOpener;
import dev.cofferdam.application.identity.SetNotifications;
import dev.cofferdam.application.identity.ShowNotifications;
import dev.cofferdam.application.identity.SignUpNotice;
import dev.cofferdam.application.identity.VerifyEmail;
import dev.cofferdam.application.identity.WriteResetLetter;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.InMemoryLetterTemplates;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.PasswordHasher;
import dev.cofferdam.domain.ids.IdSource;
import java.time.Clock;

/** The feature identity, put together over storage in memory. */
public final class InMemoryIdentity {
  private final InMemoryWorld world;
  private final Means means;
  private final IdSource ids;
  private final Clock clock;
  private final InMemoryInstanceSealer sealer = new InMemoryInstanceSealer();
  private final LetterBox letterBox;
  private final PostOffice post;

  /** What passwords and tokens are made with, and who is told when rights end. */
  public record Means(
      PasswordHasher hasher, OpaqueTokens opaque, AccessTokens access, Revocations revocations) {}

  public InMemoryIdentity(InMemoryWorld world, Means means, IdSource ids, Clock clock) {
    this.world = world;
    this.means = means;
    this.ids = ids;
    this.clock = clock;
    letterBox =
        new LetterBox(
            new InMemoryLetterTemplates(),
            world.letters(),
            world.mutedTopics(),
            sealer,
            world.outbox(),
            ids,
            clock);
    post =
        new PostOffice(
            world,
            sealer,
            new WriteResetLetter(
                world.transactions(), world.letters(), sealer, world.users(), resetter()),
            clock);
  }

  /** Where letters are put by who changes something. */
  public LetterBox letterBox() {
    return letterBox;
  }

  /** Where letters are read. */
  public PostOffice post() {
    return post;
  }

  public SessionOpener opener() {
    return new SessionOpener(world.sessions(), means.opaque(), means.access(), ids, clock);
  }

  public EmailVerifier verifier() {
    return new EmailVerifier(
        world.mailedTokens(), means.opaque(), letterBox, PostOffice.LINKS, clock);
  }

  public AccountOpener accounts() {
    return new AccountOpener(world.users(), opener(), verifier(), ids, clock);
  }

  public SignUpNotice signUpNotice() {
    return new SignUpNotice(world.users(), letterGuard(), letterBox, PostOffice.LINKS);
  }

  public LogIn logIn() {
    return new LogIn(world.transactions(), world.users(), means.hasher(), logInGuard(), opener());
  }

  public RefreshSession refreshSession() {
    return new RefreshSession(
        world.transactions(),
        world.sessions(),
        means.revocations(),
        means.opaque(),
        means.access(),
        clock);
  }

  public LogOut logOut() {
    return new LogOut(world.transactions(), world.sessions(), means.revocations(), clock);
  }

  public VerifyEmail verifyEmail() {
    return new VerifyEmail(
        world.transactions(),
        world.users(),
        world.mailedTokens(),
        means.opaque(),
        letterBox,
        clock);
  }

  public ResendVerification resendVerification() {
    return new ResendVerification(world.transactions(), world.users(), letterGuard(), verifier());
  }

  public ForgotPassword forgotPassword() {
    return new ForgotPassword(
        world.transactions(), world.letters(), letterGuard(), sealer, world.outbox(), ids, clock);
  }

  public ResetPassword resetPassword() {
    return new ResetPassword(
        world.transactions(),
        world.users(),
        world.mailedTokens(),
        means.opaque(),
        means.hasher(),
        resetter(),
        clock);
  }

  public ListSessions listSessions() {
    return new ListSessions(world.transactions(), world.sessions(), clock);
  }

  public EndSession endSession() {
    return new EndSession(world.transactions(), world.sessions(), means.revocations(), clock);
  }

  public ChangeAccount changeAccount() {
    return new ChangeAccount(
        world.transactions(),
        world.users(),
        means.hasher(),
        logInGuard(),
        letterGuard(),
        verifier(),
        resetter());
  }

  public ShowNotifications showNotifications() {
    return new ShowNotifications(world.transactions(), world.mutedTopics());
  }

  public SetNotifications setNotifications() {
    return new SetNotifications(world.transactions(), world.mutedTopics());
  }

  public ForgetExpired forgetExpired() {
    return new ForgetExpired(
        world.transactions(), world.sessions(), world.mailedTokens(), world.attempts(), clock);
  }

  private LogInGuard logInGuard() {
    return new LogInGuard(world.attempts(), clock);
  }

  private LetterGuard letterGuard() {
    return new LetterGuard(world.attempts(), clock);
  }

  private PasswordResetter resetter() {
    return new PasswordResetter(
        world.users(),
        new PasswordResetter.Held(
            world.sessions(),
            new EarlierKeys(world.ledger(), world.apiKeys(), means.revocations()),
            means.revocations()),
        world.mailedTokens(),
        means.opaque(),
        new PasswordResetter.Post(letterBox, PostOffice.LINKS),
        clock);
  }
}
