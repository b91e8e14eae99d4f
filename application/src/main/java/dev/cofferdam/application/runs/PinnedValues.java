package dev.cofferdam.application.runs;

import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Refusal;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   *     URL#1} for the first other secret in {@code URL}. Its own name may be of an environment
   *     that not everybody knows who sees the run.
   */
  record Opened(Map<String, SecretValue> environment, Map<String, SecretValue> masked) {
    static final Opened NOTHING = new Opened(Map.of(), Map.of());

    Opened {
      environment = Map.copyOf(environment);
      masked = Map.copyOf(masked);
    }
  }

  /**
   * @throws Refusal {@code unresolved_reference} for what was pinned by a version of this software
   *     that injected values as they were written
   */
  Opened open(List<PinnedSecret> pinned) {
    Map<KeyAddress, SecretValue> written = new HashMap<>();
    pinned.forEach(each -> written.put(each.address(), open(each.place())));
    ReferenceResolver resolver = new ReferenceResolver(key -> lookUp(written, key));
    Map<String, SecretValue> environment = new TreeMap<>();
    Map<String, KeyAddress> parts = new TreeMap<>();
    Set<KeyAddress> seen = new HashSet<>();
    pinned.stream().filter(PinnedSecret::injected).forEach(each -> seen.add(each.address()));
    pinned.stream()
        .filter(PinnedSecret::injected)
        .sorted(Comparator.comparing(each -> each.place().name()))
        .forEach(
            each -> {
              environment.put(nameOf(each), resolve(resolver, written, each));
              int part = 1;
              for (KeyAddress touched : resolver.touched()) {
                if (seen.add(touched)) {
                  parts.put(nameOf(each) + "#" + part++, touched);
                }
              }
            });
    Map<String, SecretValue> masked = new TreeMap<>(environment);
    Map<KeyAddress, SecretValue> resolved = resolver.resolved();
    parts.forEach(
        (name, address) -> {
          SecretValue value = resolved.get(address);
          if (!environment.containsValue(value)) {
            masked.put(name, value);
          }
        });
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
    throw Resolution.refusal(List.of((Unresolved) resolution));
  }
}
