package dev.cofferdam.application.vault;

import dev.cofferdam.application.vault.EffectiveEnvironment.Living;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds out in which keys two environments differ, by their values. */
public final class EnvironmentComparison {
  private final Sealer sealer;

  public EnvironmentComparison(Sealer sealer) {
    this.sealer = sealer;
  }

  /**
   * A key that is not the same in both.
   *
   * @param here in the one; empty where it has none
   * @param there in the other; empty where that has none
   */
  public record Difference(
      SecretName name, Optional<Living<StoredSecret>> here, Optional<Living<StoredSecret>> there) {}

  /** The differences, by key. */
  List<Difference> compare(
      EffectiveEnvironment<StoredSecret> here, EffectiveEnvironment<StoredSecret> there) {
    SortedSet<SecretName> names = new TreeSet<>(here.secrets().keySet());
    names.addAll(there.secrets().keySet());
    List<Difference> differences = new ArrayList<>();
    for (SecretName name : names) {
      Difference each =
          new Difference(
              name,
              Optional.ofNullable(here.secrets().get(name)),
              Optional.ofNullable(there.secrets().get(name)));
      if (!isSame(each)) {
        differences.add(each);
      }
    }
    return differences;
  }

  SecretValue open(StoredSecret secret) {
    return sealer.open(secret.version().place(), secret.sealed());
  }

  private boolean isSame(Difference each) {
    if (each.here().isEmpty() || each.there().isEmpty()) {
      return false;
    }
    StoredSecret one = each.here().get().secret();
    StoredSecret other = each.there().get().secret();
    return one.version().place().equals(other.version().place()) || open(one).equals(open(other));
  }
}
