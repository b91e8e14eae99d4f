package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.port.ApiKeyStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.UserId;

/** Ends one of the caller's own keys for good. */
public final class DeleteApiKey {
  public static final Permission NEEDS = Permission.SELF;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ApiKeyStore keys;
  private final Revocations revocations;

  public DeleteApiKey(
      Gatekeeper gatekeeper, Ledger ledger, ApiKeyStore keys, Revocations revocations) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.keys = keys;
    this.revocations = revocations;
  }

  /**
   * @throws Refusal {@code api_key_not_found}, also for somebody else's
   */
  public void execute(Actor actor, ApiKeyId id) {
    UserId user = actor.requirePerson();
    ApiKey key =
        keys.of(user).stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Refusal.notFound("api_key"));
    Access access = gatekeeper.require(actor, key.org(), Permission.ORG_READ);
    ledger.change(access, change -> delete(actor, key, change));
  }

  private ApiKey delete(Actor actor, ApiKey key, Ledger.Change change) {
    if (!keys.remove(key.org(), key.id())) {
      throw Refusal.notFound("api_key");
    }
    revocations.publish(new Revocation.OfApiKey(key.id()));
    change.record(AuditEntry.allowed(actor, "api_key.delete", "api_key:" + key.id()));
    return key;
  }
}
