package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * API keys. Their tokens are kept as hashes alone. Keys go with the membership of their user,
 * whoever ends it, and with the user whom their issuer removed.
 */
public interface ApiKeyStore {
  /** Adds a key, in a change of its org; its user has to be a member. */
  void add(ApiKey key, TokenHash token);

  /** A user's keys in all orgs that aren't deleted, the newest first. Needs no org. */
  List<ApiKey> of(UserId user);

  /** The key that a token is of, whichever org it is in. Needs no org, and is one round trip. */
  Optional<ApiKey> findByToken(TokenHash token);

  /**
   * Removes a key for good, in a change of its org.
   *
   * @return false when there is none
   */
  boolean remove(OrgId org, ApiKeyId key);

  /**
   * Writes down that a key was used, in its org, unless a use within the minute before is written
   * down already.
   */
  void markUsed(OrgId org, ApiKeyId key, Instant at);
}
