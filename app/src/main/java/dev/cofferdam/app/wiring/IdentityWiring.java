package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.http.identity.IdentityUseCases;
import dev.cofferdam.adapters.postgres.identity.JdbiApiKeyStore;
import dev.cofferdam.adapters.postgres.identity.JdbiAttemptStore;
import dev.cofferdam.adapters.postgres.identity.JdbiLetterStore;
import dev.cofferdam.adapters.postgres.identity.JdbiMailedTokenStore;
import dev.cofferdam.adapters.postgres.identity.JdbiMutedTopicStore;
import dev.cofferdam.adapters.postgres.identity.JdbiServiceTokenStore;
import dev.cofferdam.adapters.postgres.identity.JdbiSessionStore;
import dev.cofferdam.adapters.postgres.identity.JdbiUserStore;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.access.port.RefusalTrail;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.identity.AccountOpener;
import dev.cofferdam.application.identity.ChangeAccount;
import dev.cofferdam.application.identity.CreateApiKey;
import dev.cofferdam.application.identity.DeleteApiKey;
import dev.cofferdam.application.identity.EarlierKeys;
import dev.cofferdam.application.identity.EmailVerifier;
import dev.cofferdam.application.identity.EndSession;
import dev.cofferdam.application.identity.ExchangeToken;
import dev.cofferdam.application.identity.ForgetExpired;
import dev.cofferdam.application.identity.ForgotPassword;
import dev.cofferdam.application.identity.LetterGuard;
import dev.cofferdam.application.identity.ListApiKeys;
import dev.cofferdam.application.identity.ListSessions;
import dev.cofferdam.application.identity.LogIn;
import dev.cofferdam.application.identity.LogInGuard;
import dev.cofferdam.application.identity.LogOut;
import dev.cofferdam.application.identity.OwnAccount;
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
import dev.cofferdam.application.identity.port.ApiKeyStore;
import dev.cofferdam.application.identity.port.AttemptStore;
import dev.cofferdam.application.identity.port.ExternalTokens;
import dev.cofferdam.application.identity.port.LetterStore;
import dev.cofferdam.application.identity.port.MailedTokenStore;
import dev.cofferdam.application.identity.port.MutedTopicStore;
import dev.cofferdam.application.identity.port.ServiceTokenStore;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.ids.IdSource;
import java.time.Clock;

/** Accounts here: their sessions, passwords, addresses and letters. */
final class IdentityWiring {
  final UserStore users;
  final SessionStore sessions;
  final ApiKeyStore apiKeys;
  final ServiceTokenStore serviceTokens;
  final AccountOpener accounts;
  final SignUpNotice signUpNotice;
  final ChangeAccount changeAccount;
  final WriteResetLetter writeResetLetter;
  final ForgetExpired forgetExpired;
  final IdentityUseCases useCases;

  /** Who is asked about rights, and who is told when they end. */
  record Rights(
      Gatekeeper gatekeeper,
      Memberships memberships,
      Revocations revocations,
      RefusalTrail trail,
      ExternalTokens issuers) {}

  IdentityWiring(
      DatabaseWiring database,
      KeyWiring keys,
      MailWiring mail,
      Rights rights,
      IdSource ids,
      Clock clock) {
    Revocations revocations = rights.revocations();
    users = new JdbiUserStore(database.app);
    sessions = new JdbiSessionStore(database.app, clock);
    apiKeys = new JdbiApiKeyStore(database.app);
    serviceTokens = new JdbiServiceTokenStore(database.app);
    MailedTokenStore tokens = new JdbiMailedTokenStore(database.app);
    LetterStore letters = new JdbiLetterStore(database.app);
    MutedTopicStore muted = new JdbiMutedTopicStore(database.app);
    AttemptStore attempts = new JdbiAttemptStore(database.app);
    LogInGuard logInGuard = new LogInGuard(attempts, clock);
    LetterGuard letterGuard = new LetterGuard(attempts, clock);
    SessionOpener opener =
        new SessionOpener(sessions, keys.opaqueTokens, keys.accessTokens, ids, clock);
    EmailVerifier verifier =
        new EmailVerifier(tokens, keys.opaqueTokens, mail.letterBox, mail.links, clock);
    PasswordResetter resetter =
        new PasswordResetter(
            users,
            new PasswordResetter.Held(
                sessions, new EarlierKeys(database.ledger, apiKeys, revocations), revocations),
            tokens,
            keys.opaqueTokens,
            new PasswordResetter.Post(mail.letterBox, mail.links),
            clock);
    accounts = new AccountOpener(users, opener, verifier, ids, clock);
    signUpNotice = new SignUpNotice(users, letterGuard, mail.letterBox, mail.links);
    changeAccount =
        new ChangeAccount(
            database.app, users, keys.passwordHasher, logInGuard, letterGuard, verifier, resetter);
    writeResetLetter =
        new WriteResetLetter(database.app, letters, keys.instanceSealer, users, resetter);
    forgetExpired = new ForgetExpired(database.app, sessions, tokens, attempts, clock);
    useCases =
        new IdentityUseCases(
            new IdentityUseCases.Sessions(
                new LogIn(database.app, users, keys.passwordHasher, logInGuard, opener),
                new RefreshSession(
                    database.app,
                    sessions,
                    revocations,
                    keys.opaqueTokens,
                    keys.accessTokens,
                    clock),
                new LogOut(database.app, sessions, revocations, clock),
                new ListSessions(database.app, sessions, clock),
                new EndSession(database.app, sessions, revocations, clock)),
            new IdentityUseCases.Passwords(
                new ForgotPassword(
                    database.app,
                    letters,
                    letterGuard,
                    keys.instanceSealer,
                    mail.outbox,
                    ids,
                    clock),
                new ResetPassword(
                    database.app,
                    users,
                    tokens,
                    keys.opaqueTokens,
                    keys.passwordHasher,
                    resetter,
                    clock)),
            new IdentityUseCases.Emails(
                new VerifyEmail(
                    database.app, users, tokens, keys.opaqueTokens, mail.letterBox, clock),
                new ResendVerification(database.app, users, letterGuard, verifier)),
            new IdentityUseCases.Notifications(
                new ShowNotifications(database.app, muted),
                new SetNotifications(database.app, muted)),
            new IdentityUseCases.ApiKeys(
                new CreateApiKey(
                    rights.gatekeeper(),
                    database.ledger,
                    rights.memberships(),
                    apiKeys,
                    new OwnAccount(database.app, users),
                    new CreateApiKey.Means(keys.opaqueTokens, ids, clock)),
                new ListApiKeys(apiKeys),
                new DeleteApiKey(rights.gatekeeper(), database.ledger, apiKeys, revocations)),
            new ExchangeToken(
                rights.gatekeeper(),
                database.ledger,
                rights.issuers(),
                serviceTokens,
                keys.opaqueTokens,
                rights.trail(),
                clock),
            keys.accessTokens);
  }
}
