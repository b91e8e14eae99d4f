package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.identity.port.ExternalToken.Profile;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Users whom other issuers vouch for, by what those issuers call them: one user for each identity.
 * An e-mail address says nothing about who it is.
 */
public interface ExternalUserStore {
  /**
   * Finds who an identity is, and keeps what the issuer says of their e-mail address where it says
   * any, and this is newer than what it said before. May be asked outside of a transaction.
   *
   * @param saidAt when the issuer said so
   */
  Optional<Known> meet(ExternalIdentity identity, Profile profile, Instant saidAt);

  /**
   * Adds a user in the thread's transaction.
   *
   * @return false when the identity is a user's already; then nothing was added
   */
  boolean add(ExternalIdentity identity, User user, Instant saidAt);

  /**
   * @param removed whether the issuer has said since that there is no such person any more
   */
  record Known(UserId user, boolean removed) {}
}
