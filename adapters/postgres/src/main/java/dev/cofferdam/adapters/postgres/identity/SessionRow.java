package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.application.identity.port.SessionStore.Found;
import dev.cofferdam.application.identity.port.SessionStore.Session;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A session, and whether the token that found it has been used. */
record SessionRow(
    UUID sessionId,
    UUID userId,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> revokedAt,
    boolean used) {
  Found toFound(Instant now) {
    Session session =
        new Session(new SessionId(sessionId), new UserId(userId), createdAt, expiresAt);
    return new Found(session, revokedAt.isEmpty() && expiresAt.isAfter(now), used);
  }
}
