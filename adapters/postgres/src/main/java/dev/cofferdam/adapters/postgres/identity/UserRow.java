package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code users}. */
record UserRow(UUID userId, String email, String name, boolean emailVerified, Instant createdAt) {
  User toUser() {
    return new User(
        new UserId(userId),
        new EmailAddress(email),
        new PersonName(name),
        emailVerified,
        createdAt);
  }
}
