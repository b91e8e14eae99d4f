package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.application.identity.port.SessionStore.Found;
import dev.cofferdam.application.identity.port.SessionStore.Session;
import dev.cofferdam.application.identity.port.SessionStore.Use;
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
    Instant usedAt,
    Optional<String> ip,
    Optional<String> userAgent,
    boolean used) {
  static SessionRow of(Session session) {
    return new SessionRow(
        session.id().value(),
        session.user().value(),
        session.createdAt(),
        session.expiresAt(),
        Optional.empty(),
        session.lastUse().at(),
        session.lastUse().ip(),
        session.lastUse().userAgent(),
        false);
  }

  Session toSession() {
    return new Session(
        new SessionId(sessionId),
        new UserId(userId),
        createdAt,
        expiresAt,
        new Use(usedAt, ip, userAgent));
  }

  Found toFound(Instant now) {
    return new Found(toSession(), revokedAt.isEmpty() && expiresAt.isAfter(now), used);
  }
}
