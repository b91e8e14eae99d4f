package dev.cofferdam.application.identity;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.AttemptStore;
import dev.cofferdam.application.identity.port.MailedTokenStore;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.domain.access.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets sessions, tokens and attempts that nothing depends on any more. */
public final class ForgetExpired {
  public static final Permission NEEDS = Permission.SYSTEM;

  /** A used refresh token of an ended session still tells that somebody has a copy: for so long. */
  static final Duration SESSIONS_KEPT = Duration.ofDays(30);

  private final Transactions transactions;
  private final SessionStore sessions;
  private final MailedTokenStore tokens;
  private final AttemptStore attempts;
  private final Clock clock;

  public ForgetExpired(
      Transactions transactions,
      SessionStore sessions,
      MailedTokenStore tokens,
      AttemptStore attempts,
      Clock clock) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.tokens = tokens;
    this.attempts = attempts;
    this.clock = clock;
  }

  public void execute() {
    Instant now = clock.instant();
    transactions.required(
        () -> {
          sessions.forget(now.minus(SESSIONS_KEPT));
          tokens.removeExpired(now);
          attempts.forget(now.minus(LogInGuard.KNOWN_FOR));
          return now;
        });
  }
}
