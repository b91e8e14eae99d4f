package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens that were mailed to somebody, as hashes: each works once, until it expires, and only the
 * newest of its kind works for a user.
 */
public interface MailedTokenStore {
  /** Adds a token in the thread's transaction, in the place of the user's older one of its kind. */
  void replace(TokenHash hash, MailedToken token);

  /** Looks whether {@link #take} would find a token, and leaves it. */
  boolean holds(TokenHash hash, Kind kind, Instant now);

  /**
   * Takes a token out, in the thread's transaction: of two who do so at once, one gets it.
   *
   * @return empty when there is none such, or it has expired by {@code now}
   */
  Optional<MailedToken> take(TokenHash hash, Kind kind, Instant now);

  /** Makes a user's tokens of a kind useless. */
  void removeAll(UserId user, Kind kind);

  /** Removes what has expired by {@code now}. */
  void removeExpired(Instant now);

  /**
   * @param email where it was sent to
   */
  record MailedToken(Kind kind, UserId user, EmailAddress email, Instant expiresAt) {}
}
