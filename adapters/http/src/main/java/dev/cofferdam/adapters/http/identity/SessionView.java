package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.application.identity.ListSessions.Shown;
import dev.cofferdam.application.identity.port.SessionStore.Session;
import dev.cofferdam.domain.ids.SessionId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** One sign-in, as its user sees it. */
record SessionView(
    @Schema(implementation = SessionId.class) String id,
    @Schema(description = "When somebody signed in.") Instant createdAt,
    @Schema(description = "When it began, or when its tokens were last refreshed.")
        Instant lastUsedAt,
    @Schema(description = "When it ends unless it is refreshed.") Instant expiresAt,
    @Schema(description = "The address that it was last used from.", example = "192.0.2.7")
        Optional<String> ip,
    @Schema(
            description = "What the program calls itself: up to 200 visible ASCII characters.",
            example = "Mozilla/5.0 (X11; Linux x86_64)")
        Optional<String> userAgent,
    @Schema(description = "Whether this request was made with it.") boolean current) {
  static SessionView of(Shown shown) {
    Session session = shown.session();
    return new SessionView(
        session.id().toString(),
        session.createdAt(),
        session.lastUse().at(),
        session.expiresAt(),
        session.lastUse().ip(),
        session.lastUse().userAgent(),
        shown.current());
  }
}
