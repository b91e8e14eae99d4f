package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.identity.Password;

/**
 * Hashes passwords slowly on purpose. At most a few hashes are made at once; a caller beyond that
 * is refused.
 */
public interface PasswordHasher {
  /**
   * @throws dev.cofferdam.domain.access.Refusal {@code too_many_logins} when too many are at it
   */
  PasswordHash hash(Password password);

  /**
   * @throws dev.cofferdam.domain.access.Refusal {@code too_many_logins} when too many are at it
   */
  boolean matches(Password password, PasswordHash hash);

  /**
   * A hash that no password matches and that takes as long to check as any: for accounts that don't
   * exist.
   */
  PasswordHash decoy();
}
