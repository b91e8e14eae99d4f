package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Objects;
import java.util.Set;

/**
 * A user's key to one org. It may what the user may there, as far as the scopes go, and ends with
 * the membership.
 *
 * @param start the token's first characters, by which people recognise it
 */
public record ApiKey(
    ApiKeyId id,
    OrgId org,
    UserId user,
    CredentialName name,
    Set<Scope> scopes,
    String start,
    CredentialLife life) {
  /** How many keys one user may have in one org. */
  public static final int MOST = 50;

  public ApiKey {
    Objects.requireNonNull(org, "org");
    scopes = Set.copyOf(scopes);
    if (scopes.isEmpty()) {
      throw Refusal.invalid("scopes", "must name at least one");
    }
  }

  /** Who calls with it. */
  public Actor.ByApiKey actor(Actor.Origin origin) {
    return new Actor.ByApiKey(id, user, org, scopes, life.expiresAt(), origin);
  }
}
