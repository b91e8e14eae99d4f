package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code users}. */
record UserRow(
    UUID userId, Optional<String> email, String name, boolean emailVerified, Instant createdAt) {
  User toUser() {
    return new User(
        new UserId(userId),
        email.map(EmailAddress::new),
        new PersonName(name),
        emailVerified,
        createdAt);
  }
}
