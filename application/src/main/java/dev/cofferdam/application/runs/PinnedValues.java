package dev.cofferdam.application.runs;

import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.runs.PinnedSecret;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.reference.KeyAddress;
import dev.cofferdam.domain.vault.reference.ReferenceResolver;
import dev.cofferdam.domain.vault.reference.Resolution;
import dev.cofferdam.domain.vault.reference.Resolution.Resolved;
import dev.cofferdam.domain.vault.reference.Resolution.Unresolved;
import dev.cofferdam.domain.vault.reference.SecretLookup;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Opens the versions that were pinned for a run and resolves their references from them alone, so
 * that it comes to the same bytes each time. In the thread's transaction.
 */
public final class PinnedValues {
  private final SecretStore secrets;
  private final Sealer sealer;

  public PinnedValues(SecretStore secrets, Sealer sealer) {
    this.secrets = secrets;
    this.sealer = sealer;
  }

  /**
   * What a run's commands get, and what is to be masked.
   *
   * @param environment by the name of the environment variable that each becomes
   * @param masked these, and what they are made of, by the name that hits are counted under: {@code
   *     shop/prod/KEY} for what is not injected itself
   */
  record Opened(Map<String, SecretValue> environment, Map<String, SecretValue> masked) {
    static final Opened NOTHING = new Opened(Map.of(), Map.of());

    Opened {
      environment = Map.copyOf(environment);
      masked = Map.copyOf(masked);
    }
  }

  Opened open(List<PinnedSecret> pinned) {
    Map<KeyAddress, SecretValue> written = new HashMap<>();
    pinned.forEach(each -> written.put(each.address(), open(each.place())));
    ReferenceResolver resolver = new ReferenceResolver(key -> lookUp(written, key));
    Map<String, SecretValue> environment = new TreeMap<>();
    pinned.stream()
        .filter(PinnedSecret::injected)
        .sorted(Comparator.comparing(each -> each.place().name()))
        .forEach(each -> environment.put(nameOf(each), resolve(resolver, written, each)));
    Map<String, SecretValue> masked = new TreeMap<>(environment);
    for (PinnedSecret each : pinned) {
      SecretValue value = written.get(each.address());
      if (!each.injected()
          && resolver.resolve(each.address(), value) instanceof Resolved resolved
          && !environment.containsValue(resolved.value())) {
        masked.put(each.address().toString(), resolved.value());
      }
    }
    return new Opened(environment, masked);
  }

  private static String nameOf(PinnedSecret pinned) {
    return pinned.place().name().value();
  }

  private SecretValue open(SecretPlace place) {
    StoredSecret stored =
        secrets
            .find(place)
            .orElseThrow(
                () -> new IllegalStateException("a pinned version is never removed: " + place));
    return sealer.open(place, stored.sealed());
  }

  private static SecretLookup.Answer lookUp(
      Map<KeyAddress, SecretValue> written, KeyAddress address) {
    SecretValue value = written.get(address);
    return value == null ? SecretLookup.Absent.MISSING : new SecretLookup.Found(value);
  }

  private static SecretValue resolve(
      ReferenceResolver resolver, Map<KeyAddress, SecretValue> written, PinnedSecret pinned) {
    Resolution resolution = resolver.resolve(pinned.address(), written.get(pinned.address()));
    if (resolution instanceof Resolved resolved) {
      return resolved.value();
    }
    throw new IllegalStateException(
        "what was pinned resolves: " + ((Unresolved) resolution).sentence());
  }
}
