package dev.cofferdam.adapters.egress.events;

import dev.cofferdam.adapters.egress.runs.AddressPolicy;
import dev.cofferdam.adapters.egress.runs.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves for connections that are about to be made, and gives none but allowed addresses: exactly
 * those are connected to.
 */
final class CheckedAddresses implements DnsResolver {
  private final AddressPolicy policy;

  CheckedAddresses(AddressPolicy policy) {
    this.policy = policy;
  }

  /** That nothing which a name leads to may be connected to. */
  static final class NotAllowed extends UnknownHostException {
    private static final long serialVersionUID = 1;

    NotAllowed() {
      super("not a public address");
    }
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    HostPort target;
    try {
      target = target(host, port);
    } catch (IllegalArgumentException neitherNameNorAddress) {
      throw new NotAllowed();
    }
    List<InetSocketAddress> allowed = policy.allowed(target);
    if (allowed.isEmpty()) {
      throw new NotAllowed();
    }
    return allowed;
  }

  private static HostPort target(String host, int port) {
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return HostPort.parse(bare ? "[" + host + "]" : host, port);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    // The client asks with the port, on which it depends what is allowed.
    throw new NotAllowed();
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    throw new NotAllowed();
  }
}
