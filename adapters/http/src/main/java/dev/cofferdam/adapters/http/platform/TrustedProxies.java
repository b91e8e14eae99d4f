package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.access.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed. Each proxy appends the
 * address that it was called from, so the list is read from its end for as long as the addresses
 * are of proxies that we trust; the first other one is the caller. What stands before it anybody
 * could have written.
 *
 * @param networks of the proxies; with none, nothing that a header says is believed
 */
public record TrustedProxies(List<Cidr> networks) {
  public static final TrustedProxies NONE = new TrustedProxies(List.of());
  private static final int MOST_HOPS = 32;

  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  /**
   * Reads networks with commas between them.
   *
   * @throws IllegalArgumentException naming the part that is no network
   */
  public static TrustedProxies parse(String text) {
    List<Cidr> networks = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String written = part.strip();
      if (!written.isEmpty()) {
        networks.add(
            Cidr.parse(written)
                .orElseThrow(
                    () -> new IllegalArgumentException(written + " is no address or network")));
      }
    }
    return new TrustedProxies(networks);
  }

  /**
   * The address that a request was made from.
   *
   * @param peer where the connection comes from
   * @param forwardedFor the values of all {@code X-Forwarded-For} headers, in order
   */
  String client(String peer, List<String> forwardedFor) {
    if (!trusts(peer)) {
      return peer;
    }
    String client = peer;
    int hops = 0;
    for (String hop : fromTheEnd(forwardedFor)) {
      Optional<IpAddress> address = IpAddress.parse(hop);
      if (address.isEmpty() || ++hops > MOST_HOPS) {
        return client;
      }
      client = address.get().toString();
      if (!contains(address.get())) {
        return client;
      }
    }
    return client;
  }

  /** Whether what {@code peer} says about a request is believed. */
  boolean trusts(String peer) {
    return IpAddress.parse(peer).filter(this::contains).isPresent();
  }

  private boolean contains(IpAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static List<String> fromTheEnd(List<String> headers) {
    List<String> hops = new ArrayList<>();
    headers.forEach(header -> hops.addAll(List.of(header.split(",", -1))));
    hops.replaceAll(String::strip);
    Collections.reverse(hops);
    return hops;
  }
}
