package dev.cofferdam.adapters.egress.runs;

import dev.cofferdam.application.runs.port.EgressProxy.Purpose;
import dev.cofferdam.domain.runs.PublicAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/**
 * Decides what may be connected to. Public addresses at ports 80, 443 and from 1024 up: the
 * services below that speak no HTTP, and a tenant's mail (25, 465, 587), shell (22) or directory
 * (389) traffic would be sent in the operator's name. What the operator opened is allowed too,
 * whatever its address: clones and webhooks have a list each.
 */
public final class AddressPolicy {
  private static final int FIRST_UNRESERVED_PORT = 1_024;

  private final Set<HostPort> open;
  private final Resolver resolver;

  /**
   * @param open what may be connected to whatever its address and port
   */
  public AddressPolicy(List<HostPort> open, Resolver resolver) {
    this.open = Set.copyOf(open);
    this.resolver = resolver;
  }

  /** Whether the operator has opened this. */
  public boolean isOpened(HostPort target) {
    return open.contains(target);
  }

  /** Whether it is a port that may be connected to. */
  public static boolean isAllowed(int port) {
    return port == 80 || port == 443 || port >= FIRST_UNRESERVED_PORT;
  }

  /**
   * The addresses to connect to, in the resolver's order; empty when none is allowed. Exactly these
   * are to be connected to, without another look-up, whose answer could be another.
   */
  List<InetSocketAddress> allowed(HostPort target, Purpose purpose) throws UnknownHostException {
    return allowed(target, purpose == Purpose.CLONE && isOpened(target));
  }

  /** The same for who may use all that is opened. */
  public List<InetSocketAddress> allowed(HostPort target) throws UnknownHostException {
    return allowed(target, isOpened(target));
  }

  private List<InetSocketAddress> allowed(HostPort target, boolean opened)
      throws UnknownHostException {
    if (!opened && !isAllowed(target.port())) {
      return List.of();
    }
    return resolver.resolve(target.host()).stream()
        .filter(address -> opened || PublicAddress.isPublic(address))
        .map(address -> new InetSocketAddress(address, target.port()))
        .toList();
  }
}
