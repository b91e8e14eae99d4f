package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A person who signs in.
 *
 * @param email what they log in with, which no two accounts have; or, for who comes by another
 *     issuer, what that issuer says, which may be nothing, and may be what somebody else logs in
 *     with
 */
public record User(
    UserId id,
    Optional<EmailAddress> email,
    PersonName name,
    boolean emailVerified,
    Instant createdAt) {
  /** Somebody with an account here. */
  public User(
      UserId id, EmailAddress email, PersonName name, boolean emailVerified, Instant createdAt) {
    this(id, Optional.of(email), name, emailVerified, createdAt);
  }
}
