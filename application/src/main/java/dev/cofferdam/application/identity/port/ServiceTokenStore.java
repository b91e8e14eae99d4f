package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Service tokens of orgs. The tokens themselves are kept as hashes alone. An environment that is
 * gone for good is none of a token's any more; a token without one is no token.
 */
public interface ServiceTokenStore {
  /**
   * Adds a token, in a change of its org.
   *
   * @param hash of its own token; empty for one that CI jobs get short tokens of
   */
  void add(ServiceToken token, Optional<TokenHash> hash);

  /** A token that CI jobs get short tokens of. Needs no org. */
  Optional<ServiceToken> findForExchange(OrgId org, ServiceTokenId token);

  /**
   * Adds a short token of a service token, in its org, and forgets those that have expired by
   * {@code now}. It is found as the service token, with an end of its own, and goes with it.
   */
  void addShort(OrgId org, ServiceTokenId token, TokenHash hash, Instant now, Instant expiresAt);

  /**
   * An org's tokens by id, in a read of it.
   *
   * @param after starts behind this one; empty for the first
   */
  List<ServiceToken> list(OrgId org, Optional<ServiceTokenId> after, int limit);

  Optional<ServiceToken> find(OrgId org, ServiceTokenId token);

  int count(OrgId org);

  /** The token that somebody presents, whichever org it is of. Needs no org; one round trip. */
  Optional<ServiceToken> findByToken(TokenHash hash);

  /**
   * Removes a token for good, in a change of its org.
   *
   * @return false when there is none
   */
  boolean remove(OrgId org, ServiceTokenId token);

  /**
   * Writes down that a token was used, in its org, unless a use within the minute before is written
   * down already.
   */
  void markUsed(OrgId org, ServiceTokenId token, Instant at);
}
