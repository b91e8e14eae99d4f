package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.ApiKeyStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.identity.ApiKey;
import java.util.List;

/** Lists the caller's own keys in all of their orgs, the newest first. */
public final class ListApiKeys {
  public static final Permission NEEDS = Permission.SELF;

  private final ApiKeyStore keys;

  public ListApiKeys(ApiKeyStore keys) {
    this.keys = keys;
  }

  public List<ApiKey> execute(Actor actor) {
    return keys.of(actor.requirePerson());
  }
}
