package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.port.ApiKeyStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.ids.UserId;
import java.util.Comparator;

/**
 * Ends the API keys of an account whose address turns out to be somebody's only now: whoever used
 * it before may have been somebody else.
 */
public final class EarlierKeys {
  private final Ledger ledger;
  private final ApiKeyStore keys;
  private final Revocations revocations;

  public EarlierKeys(Ledger ledger, ApiKeyStore keys, Revocations revocations) {
    this.ledger = ledger;
    this.keys = keys;
    this.revocations = revocations;
  }

  /** In the thread's transaction; orgs by their ids, as all who change several. */
  void end(UserId user) {
    keys.of(user).stream()
        .sorted(Comparator.comparing(key -> key.org().toString()))
        .forEach(
            key -> ledger.change(Access.ofInstallation(key.org()), change -> end(key, change)));
  }

  private ApiKey end(ApiKey key, Ledger.Change change) {
    if (keys.remove(key.org(), key.id())) {
      revocations.publish(new Revocation.OfApiKey(key.id()));
      change.record(
          AuditEntry.allowed(
              new Actor.Installation("identity", Actor.Origin.INSIDE),
              "api_key.delete",
              "api_key:" + key.id()));
    }
    return key;
  }
}
