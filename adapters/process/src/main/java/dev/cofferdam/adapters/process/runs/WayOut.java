package dev.cofferdam.adapters.process.runs;

import dev.cofferdam.adapters.driver.DriverSpec;
import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.application.runs.port.EgressProxy.Purpose;
import java.util.Map;
import java.util.Optional;

/**
 * A phase's way out, open while the server follows the run.
 *
 * @param variables what tells programs of it
 * @param forward what the driver has to do for it, in a network of its own
 */
record WayOut(
    EgressProxy.Way way, Map<String, String> variables, Optional<DriverSpec.Forward> forward)
    implements AutoCloseable {
  private static final int PORT = 3_128;

  /** Through a port of the run's own network, which the driver forwards to a socket of ours. */
  static WayOut throughDriver(EgressProxy proxy, RunFolder folder, Purpose purpose) {
    String name = purpose == Purpose.CLONE ? "clone.sock" : "steps.sock";
    EgressProxy.Way way = proxy.open(folder.run(), purpose, folder.inDriver(name));
    return new WayOut(
        way,
        variables("127.0.0.1:" + PORT, purpose),
        Optional.of(new DriverSpec.Forward(PORT, folder.inDriver(name).toString())));
  }

  /** Through a port of the host, with credentials. */
  static WayOut throughHost(EgressProxy proxy, RunFolder folder, Purpose purpose) {
    EgressProxy.LocalWay way = proxy.openLocal(folder.run(), purpose);
    String authority = way.credentials() + "@127.0.0.1:" + way.address().getPort();
    return new WayOut(way, variables(authority, purpose), Optional.empty());
  }

  /** A clone has no exception: what lies on the host's loopback is not its to reach either. */
  private static Map<String, String> variables(String authority, Purpose purpose) {
    String url = "http://" + authority;
    String direct = purpose == Purpose.CLONE ? "" : "localhost,127.0.0.1";
    return Map.of(
        "http_proxy", url,
        "https_proxy", url,
        "HTTP_PROXY", url,
        "HTTPS_PROXY", url,
        "no_proxy", direct,
        "NO_PROXY", direct);
  }

  @Override
  public void close() {
    way.close();
  }

  @Override
  public String toString() {
    return "WayOut[credentials=[REDACTED]]";
  }
}
