package dev.cofferdam.domain.tenancy;

import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A person in an org, as its other members see them.
 *
 * @param email empty where another issuer vouches for them and names none
 */
public record Member(
    UserId user, Optional<EmailAddress> email, PersonName name, Role role, Instant joinedAt) {
  public Member withRole(Role newRole) {
    return new Member(user, email, name, newRole, joinedAt);
  }
}
