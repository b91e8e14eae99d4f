package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code members} with who it is. */
record MemberRow(UUID userId, Optional<String> email, String name, String role, Instant joinedAt) {
  Member toMember() {
    return new Member(
        new UserId(userId),
        email.map(EmailAddress::new),
        new PersonName(name),
        Role.ofCode(role),
        joinedAt);
  }
}
