package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKey;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgKeyStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Orgs' keysets, as long as the test runs. Knows no transactions: what is added is there. */
public final class InMemoryOrgKeyStore implements OrgKeyStore, OrgKeyCensus {
  private final Map<OrgId, WrappedKeyset> keysets = new ConcurrentHashMap<>();
  private final Map<OrgId, Boolean> destroyed = new ConcurrentHashMap<>();
  private final Map<OrgId, List<OrgKey>> keys = new ConcurrentHashMap<>();

  @Override
  public void add(OrgId org, WrappedKeyset keyset, OrgKeyId first, Instant at) {
    if (keysets.putIfAbsent(org, keyset) != null) {
      throw new IllegalStateException("the org " + org + " has a keyset");
    }
    keys.put(org, List.of(key(first, at)));
  }

  @Override
  public Optional<WrappedKeyset> find(OrgId org) {
    return Optional.ofNullable(keysets.get(org));
  }

  @Override
  public boolean promote(
      OrgId org, WrappedKeyset before, WrappedKeyset after, OrgKeyId primary, Instant at) {
    if (!keysets.replace(org, before, after)) {
      return false;
    }
    change(
        org,
        key ->
            new OrgKey(
                key.id(),
                key.createdAt(),
                key.retiringAt().or(() -> Optional.of(at)),
                key.retiredAt()));
    List<OrgKey> more = new ArrayList<>(keys.get(org));
    more.add(key(primary, at));
    keys.put(org, List.copyOf(more));
    return true;
  }

  @Override
  public boolean retire(OrgId org, WrappedKeyset before, WrappedKeyset after, Instant at) {
    if (!keysets.replace(org, before, after)) {
      return false;
    }
    change(
        org,
        key ->
            key.status() == OrgKeyStatus.RETIRING
                ? new OrgKey(key.id(), key.createdAt(), key.retiringAt(), Optional.of(at))
                : key);
    return true;
  }

  @Override
  public List<OrgKey> keys(OrgId org) {
    List<OrgKey> newestFirst = new ArrayList<>(keys.getOrDefault(org, List.of()));
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  @Override
  public boolean rewrap(OrgId org, WrappedKeyset before, WrappedKeyset after) {
    return keysets.replace(org, before, after);
  }

  @Override
  public void note(OrgId org, OrgKeyId primary, Instant at) {
    keys.computeIfAbsent(org, none -> List.of(key(primary, at)));
  }

  @Override
  public boolean destroy(OrgId org, Instant at) {
    boolean there = keysets.remove(org) != null;
    if (there) {
      destroyed.put(org, false);
    }
    return there;
  }

  @Override
  public boolean isDestroyed(OrgId org) {
    return destroyed.containsKey(org);
  }

  @Override
  public void shareDestroyed(OrgId org, Instant at) {
    destroyed.replace(org, true);
  }

  @Override
  public List<OrgId> unshared(int limit) {
    return orgs(keyset -> !keyset.shared(), limit);
  }

  @Override
  public List<OrgId> shared(int limit) {
    return orgs(WrappedKeyset::shared, limit);
  }

  @Override
  public List<OrgId> notWrappedBy(String masterKeyId, int limit) {
    return orgs(keyset -> !keyset.masterKeyId().equals(masterKeyId), limit);
  }

  private List<OrgId> orgs(Predicate<WrappedKeyset> which, int limit) {
    return keysets.entrySet().stream()
        .filter(entry -> which.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .limit(limit)
        .toList();
  }

  @Override
  public List<OrgId> halfDestroyed(int limit) {
    return destroyed.entrySet().stream()
        .filter(entry -> !entry.getValue())
        .map(Map.Entry::getKey)
        .limit(limit)
        .toList();
  }

  private void change(OrgId org, UnaryOperator<OrgKey> with) {
    keys.computeIfPresent(org, (same, known) -> known.stream().map(with).toList());
  }

  private static OrgKey key(OrgKeyId id, Instant at) {
    return new OrgKey(id, at, Optional.empty(), Optional.empty());
  }

  /** Puts another keyset in an org's place, as rotation does, or an operator's mistake. */
  public void replace(OrgId org, WrappedKeyset keyset) {
    keysets.put(org, keyset);
  }

  /** Forgets an org's keyset, as destroying it does, or a transaction that is rolled back. */
  public void remove(OrgId org) {
    keysets.remove(org);
    keys.remove(org);
  }
}
