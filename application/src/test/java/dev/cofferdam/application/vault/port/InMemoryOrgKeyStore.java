package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.OrgId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Orgs' keysets, as long as the test runs. Knows no transactions: what is added is there. */
public final class InMemoryOrgKeyStore implements OrgKeyStore {
  private final Map<OrgId, WrappedKeyset> keysets = new ConcurrentHashMap<>();

  @Override
  public void add(OrgId org, WrappedKeyset keyset) {
    if (keysets.putIfAbsent(org, keyset) != null) {
      throw new IllegalStateException("the org " + org + " has a keyset");
    }
  }

  @Override
  public Optional<WrappedKeyset> find(OrgId org) {
    return Optional.ofNullable(keysets.get(org));
  }

  /** Puts another keyset in an org's place, as rotation does, or an operator's mistake. */
  public void replace(OrgId org, WrappedKeyset keyset) {
    keysets.put(org, keyset);
  }

  /** Forgets an org's keyset, as destroying it does, or a transaction that is rolled back. */
  public void remove(OrgId org) {
    keysets.remove(org);
  }
}
