package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKey;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.util.List;
import java.util.Map;

/** Tells which keys an org has and had, and how many values are under each. */
public final class ListOrgKeys {
  public static final Permission NEEDS = Permission.KEY_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final OrgKeyStore keys;
  private final OrgValues values;

  public ListOrgKeys(Gatekeeper gatekeeper, Ledger ledger, OrgKeyStore keys, OrgValues values) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.keys = keys;
    this.values = values;
  }

  public record Command(OrgId org) {}

  /**
   * @param values how many are sealed under it, old versions too
   */
  public record Listed(OrgKey key, long values) {}

  /** The newest first. */
  public List<Listed> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(
        access,
        () -> {
          Map<OrgKeyId, Long> counts = values.counts(command.org());
          return keys.keys(command.org()).stream()
              .map(key -> new Listed(key, counts.getOrDefault(key.id(), 0L)))
              .toList();
        });
  }
}
