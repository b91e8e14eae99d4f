package dev.cofferdam.domain.vault.reference;

import java.util.ArrayList;
import java.util.List;

/** The addresses from the key that was asked for to the one that is being looked at. */
record Chain(List<KeyAddress> addresses) {
  static Chain of(KeyAddress first) {
    return new Chain(List.of(first));
  }

  Chain and(KeyAddress next) {
    List<KeyAddress> longer = new ArrayList<>(addresses);
    longer.add(next);
    return new Chain(List.copyOf(longer));
  }

  KeyAddress last() {
    return addresses.get(addresses.size() - 1);
  }

  boolean contains(KeyAddress address) {
    return addresses.contains(address);
  }

  int references() {
    return addresses.size() - 1;
  }
}
