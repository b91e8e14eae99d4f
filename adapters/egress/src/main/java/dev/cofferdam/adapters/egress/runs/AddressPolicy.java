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
 * (389) traffic would be sent in the operator's name. Clones may also reach what the operator
 * opened for them, whatever its address.
 */
final class AddressPolicy {
  private static final int FIRST_UNRESERVED_PORT = 1_024;

  private final Set<HostPort> openForClones;
  private final Resolver resolver;

  AddressPolicy(List<HostPort> openForClones, Resolver resolver) {
    this.openForClones = Set.copyOf(openForClones);
    this.resolver = resolver;
  }

  /**
   * The addresses to connect to, in the resolver's order; empty when none is allowed. Exactly these
   * are to be connected to, without another look-up, whose answer could be another.
   */
  List<InetSocketAddress> allowed(HostPort target, Purpose purpose) throws UnknownHostException {
    boolean opened = purpose == Purpose.CLONE && openForClones.contains(target);
    boolean portAllowed =
        target.port() == 80 || target.port() == 443 || target.port() >= FIRST_UNRESERVED_PORT;
    if (!opened && !portAllowed) {
      return List.of();
    }
    return resolver.resolve(target.host()).stream()
        .filter(address -> opened || PublicAddress.isPublic(address))
        .map(address -> new InetSocketAddress(address, target.port()))
        .toList();
  }
}
