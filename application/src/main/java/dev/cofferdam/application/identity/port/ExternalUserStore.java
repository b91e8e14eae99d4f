package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.identity.port.ExternalToken.Profile;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.PersonName;
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
   * Adds a user, who is not welcomed yet, in the thread's transaction.
   *
   * @return false when the identity is a user's already; then nothing was added
   */
  boolean add(ExternalIdentity identity, User user, Instant saidAt);

  /**
   * Notes, in the thread's transaction, that somebody was welcomed; others who do so at the same
   * time wait.
   *
   * @return what they are called; empty when they were welcomed before
   */
  Optional<PersonName> welcome(ExternalIdentity identity);

  /** Writes down what the issuer says of somebody who is known. */
  void describe(ExternalIdentity identity, PersonName name, Profile profile, Instant saidAt);

  /**
   * Somebody is no more for the issuer: nobody signs in as them, and who they were is forgotten.
   */
  void remove(ExternalIdentity identity, Instant at);

  /**
   * @param removed whether the issuer has said since that there is no such person any more
   * @param welcomed whether they have been here themselves
   */
  record Known(UserId user, boolean removed, boolean welcomed) {
    /** Whether nothing has to be done about them. */
    public boolean isSettled() {
      return removed || welcomed;
    }
  }
}
