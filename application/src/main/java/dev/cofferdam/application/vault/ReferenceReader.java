package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.vault.ReferenceLookup.Source;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.reference.KeyAddress;
import dev.cofferdam.domain.vault.reference.ReferenceResolver;
import dev.cofferdam.domain.vault.reference.Resolution;
import dev.cofferdam.domain.vault.reference.Resolution.Resolved;
import dev.cofferdam.domain.vault.reference.Resolution.Unresolved;
import dev.cofferdam.domain.vault.reference.SecretLookup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts values in the place of references, in the thread's transaction, for one caller. */
public final class ReferenceReader {
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final Sealer sealer;

  public ReferenceReader(EnvironmentFinder finder, SecretStore secrets, Sealer sealer) {
    this.finder = finder;
    this.secrets = secrets;
    this.sealer = sealer;
  }

  /**
   * @param secrets by name
   * @param sources where else something was read for them
   */
  record Whole(SortedMap<SecretName, SecretValue> secrets, List<Source> sources) {
    Whole {
      secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
      sources = List.copyOf(sources);
    }
  }

  /**
   * @param address where they are read
   * @param written what is in force there, as it was written; not necessarily all that is
   * @throws Refusal {@code unresolved_reference}, with all of these that have no value
   */
  Whole resolve(
      Access access,
      EnvironmentFinder.Address address,
      SortedMap<SecretName, SecretValue> written) {
    ReferenceLookup others = new ReferenceLookup(access, finder, secrets, sealer);
    ReferenceResolver resolver = new ReferenceResolver(nearest(address, written, others));
    SortedMap<SecretName, SecretValue> values = new TreeMap<>();
    List<Unresolved> unresolved = new ArrayList<>();
    written.forEach(
        (name, value) -> {
          KeyAddress key = new KeyAddress(address.project(), address.environment(), name);
          Resolution resolution = resolver.resolve(key, value);
          if (resolution instanceof Resolved resolved) {
            values.put(name, resolved.value());
          } else {
            unresolved.add((Unresolved) resolution);
          }
        });
    if (!unresolved.isEmpty()) {
      throw Resolution.refusal(unresolved);
    }
    return new Whole(values, others.sources());
  }

  /** What was read already is not read again. */
  private static SecretLookup nearest(
      EnvironmentFinder.Address address,
      SortedMap<SecretName, SecretValue> written,
      SecretLookup others) {
    return key -> {
      boolean isOwn =
          key.project().equals(address.project())
              && key.environment().equals(address.environment());
      SecretValue own = isOwn ? written.get(key.key()) : null;
      return own == null ? others.find(key) : new SecretLookup.Found(own);
    };
  }
}
