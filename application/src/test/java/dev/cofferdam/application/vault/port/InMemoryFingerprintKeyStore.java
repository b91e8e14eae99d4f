package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.SealedPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys of fingerprints, as long as the test runs. Knows no transactions: what is added is there.
 */
public final class InMemoryFingerprintKeyStore implements FingerprintKeyStore, SealedValues {
  private final Map<OrgId, SealedBytes> keys = new ConcurrentHashMap<>();

  @Override
  public Optional<SealedBytes> find(OrgId org) {
    return Optional.ofNullable(keys.get(org));
  }

  @Override
  public void addIfAbsent(OrgId org, SealedBytes sealed) {
    keys.putIfAbsent(org, sealed);
  }

  /** As who has the storage in hand. */
  public void remove(OrgId org) {
    keys.remove(org);
  }

  @Override
  public Map<OrgKeyId, Long> counts(OrgId org) {
    return find(org)
        .flatMap(InMemorySealedSecrets::keyOf)
        .map(key -> Map.of(key, 1L))
        .orElse(Map.of());
  }

  @Override
  public List<Sealed> under(
      OrgId org, Set<OrgKeyId> under, Optional<SealedPlace> after, int limit) {
    return find(org)
        .filter(key -> after.isEmpty())
        .filter(key -> InMemorySealedSecrets.keyOf(key).filter(under::contains).isPresent())
        .map(key -> List.of(new Sealed(FingerprintKeyStore.placeOf(org), key)))
        .orElse(List.of());
  }

  @Override
  public int replace(OrgId org, List<Resealed> values) {
    return (int)
        values.stream()
            .filter(each -> each.place().equals(FingerprintKeyStore.placeOf(org)))
            .filter(each -> keys.replace(org, each.before(), each.after()))
            .count();
  }
}
