package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;

/** A person who signs in. */
public record User(
    UserId id, EmailAddress email, PersonName name, boolean emailVerified, Instant createdAt) {}
