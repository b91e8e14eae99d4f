package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.User;
import java.time.Instant;
import java.util.Optional;

/**
 * A user, as they see themselves.
 *
 * @param email null where another issuer vouches for them and names none
 */
public record UserView(
    String id, Optional<String> email, String name, boolean emailVerified, Instant createdAt) {
  public static UserView of(User user) {
    return new UserView(
        user.id().toString(),
        user.email().map(EmailAddress::value),
        user.name().value(),
        user.emailVerified(),
        user.createdAt());
  }
}
