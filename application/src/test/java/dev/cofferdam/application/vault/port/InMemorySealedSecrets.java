package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.SealedPlace;
import dev.cofferdam.domain.vault.SecretPlace;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The values of an {@link InMemorySecretStore}. */
public final class InMemorySealedSecrets implements SealedValues {
  private static final Comparator<SecretPlace> ORDER =
      Comparator.comparing((SecretPlace place) -> place.environment().toString())
          .thenComparing(place -> place.name().value())
          .thenComparing(SecretPlace::version);

  private final InMemorySecretStore secrets;

  public InMemorySealedSecrets(InMemorySecretStore secrets) {
    this.secrets = secrets;
  }

  /** As Tink writes it in front. */
  static Optional<OrgKeyId> keyOf(SealedBytes sealed) {
    ByteBuffer bytes = ByteBuffer.wrap(sealed.ciphertext());
    return bytes.remaining() >= 5 && bytes.get() == 1
        ? Optional.of(new OrgKeyId(bytes.getInt() & 0xffff_ffffL))
        : Optional.empty();
  }

  @Override
  public Map<OrgKeyId, Long> counts(OrgId org) {
    return secrets.versions(org).stream()
        .flatMap(stored -> keyOf(stored.sealed()).stream())
        .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
  }

  @Override
  public List<Sealed> under(OrgId org, Set<OrgKeyId> keys, Optional<SealedPlace> after, int limit) {
    Map<SecretPlace, SealedBytes> found = new TreeMap<>(ORDER);
    for (StoredSecret stored : secrets.versions(org)) {
      SecretPlace place = stored.version().place();
      boolean behind = after.isEmpty() || ORDER.compare(place, (SecretPlace) after.get()) > 0;
      if (behind && keyOf(stored.sealed()).filter(keys::contains).isPresent()) {
        found.put(place, stored.sealed());
      }
    }
    return found.entrySet().stream()
        .limit(limit)
        .map(entry -> new Sealed(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public int replace(OrgId org, List<Resealed> values) {
    int replaced = 0;
    for (Resealed each : values) {
      if (secrets.reseal((SecretPlace) each.place(), each.before(), each.after())) {
        replaced++;
      }
    }
    return replaced;
  }
}
