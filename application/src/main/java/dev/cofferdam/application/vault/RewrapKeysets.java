package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.InstanceKeyStore;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.PersonKeyStore;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.vault.port.KeysetRewrapper;
import dev.cofferdam.application.vault.port.OrgKeyCensus;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.util.List;
import java.util.Map;

/**
 * Wraps everything by the primary master key that another one wrapped: keysets of the installation,
 * of people and of orgs. It may be ended anywhere and begun again: each keyset is replaced by
 * itself, and only as it was read.
 */
public final class RewrapKeysets {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final int BATCH = 500;

  private final Stores stores;
  private final Ledger ledger;
  private final Transactions transactions;
  private final KeysetRewrapper rewrapper;

  public RewrapKeysets(
      Stores stores, Ledger ledger, Transactions transactions, KeysetRewrapper rewrapper) {
    this.stores = stores;
    this.ledger = ledger;
    this.transactions = transactions;
    this.rewrapper = rewrapper;
  }

  /** Where keysets are. */
  public record Stores(
      InstanceKeyStore instance, PersonKeyStore people, OrgKeyStore orgs, OrgKeyCensus census) {}

  /** Returns how many there were. */
  public int execute() {
    return instance() + people() + orgs();
  }

  private int instance() {
    int done = 0;
    for (Map.Entry<String, InstanceKeyStore.Wrapped> each : stores.instance().all().entrySet()) {
      InstanceKeyStore.Wrapped before = each.getValue();
      if (!before.masterKeyId().equals(rewrapper.masterKeyId())) {
        stores.instance().replace(each.getKey(), before, rewrapper.rewrap(each.getKey(), before));
        done++;
      }
    }
    return done;
  }

  private int people() {
    int done = 0;
    List<UserId> found = stores.people().notWrappedBy(rewrapper.masterKeyId(), BATCH);
    while (!found.isEmpty()) {
      for (UserId person : found) {
        transactions.required(
            () -> {
              stores
                  .people()
                  .find(person)
                  .ifPresent(
                      key -> stores.people().replace(person, key, rewrapper.rewrap(person, key)));
              return person;
            });
      }
      done += found.size();
      found = stores.people().notWrappedBy(rewrapper.masterKeyId(), BATCH);
    }
    return done;
  }

  private int orgs() {
    int done = 0;
    List<OrgId> found = stores.census().notWrappedBy(rewrapper.masterKeyId(), BATCH);
    while (!found.isEmpty()) {
      for (OrgId org : found) {
        ledger.append(
            Access.ofInstallation(org),
            () -> {
              stores
                  .orgs()
                  .find(org)
                  .ifPresent(
                      keyset -> stores.orgs().rewrap(org, keyset, rewrapper.rewrap(org, keyset)));
              return org;
            });
      }
      done += found.size();
      found = stores.census().notWrappedBy(rewrapper.masterKeyId(), BATCH);
    }
    return done;
  }
}
