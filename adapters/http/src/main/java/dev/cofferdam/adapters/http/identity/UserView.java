package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.domain.identity.User;
import java.time.Instant;

/** A user, as they see themselves. */
public record UserView(
    String id, String email, String name, boolean emailVerified, Instant createdAt) {
  public static UserView of(User user) {
    return new UserView(
        user.id().toString(),
        user.email().value(),
        user.name().value(),
        user.emailVerified(),
        user.createdAt());
  }
}
