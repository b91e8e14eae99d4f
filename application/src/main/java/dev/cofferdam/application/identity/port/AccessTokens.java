package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Duration;
import java.time.Instant;

/** Access tokens: JWT (RFC 7519) signed with ES256, valid for {@link #LIFETIME}. */
public interface AccessTokens {
  Duration LIFETIME = Duration.ofMinutes(15);

  /**
   * How long a key is published before it signs, so that whoever keeps {@link #publicKeys} for a
   * while knows it by then. The first key of all signs at once.
   */
  Duration SIGNS_AFTER = Duration.ofHours(1);

  String issue(Claims claims);

  /**
   * @throws dev.cofferdam.domain.access.Refusal {@code invalid_token} or {@code expired_token}
   */
  Claims verify(String token);

  /** The public keys as a JWK set (RFC 7517), in JSON. */
  String publicKeys();

  record Claims(UserId user, SessionId session, Instant issuedAt) {}
}
