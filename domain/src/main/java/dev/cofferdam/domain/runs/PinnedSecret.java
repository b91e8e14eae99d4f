package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.reference.KeyAddress;
import java.util.Objects;

/**
 * A version of a secret that was decided on for a run.
 *
 * @param address where it is read, by names
 * @param place where it lives, which may be an environment that the address's inherits from
 * @param injected whether commands get it itself; else it is in what others refer to
 */
public record PinnedSecret(KeyAddress address, SecretPlace place, boolean injected) {
  public PinnedSecret {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(place, "place");
    if (!address.key().equals(place.name())) {
      throw new IllegalArgumentException("a secret has one name");
    }
  }
}
