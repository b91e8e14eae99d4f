package dev.cofferdam.adapters.egress.runs;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds a name's addresses; a literal address is its own. */
@FunctionalInterface
public interface Resolver {
  /** The system's own resolver. */
  Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /** At least one address. */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
