package dev.cofferdam.adapters.egress.events;

import dev.cofferdam.adapters.egress.runs.AddressPolicy;
import dev.cofferdam.adapters.egress.runs.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves for connections that are about to be made, and gives none but allowed addresses: exactly
 * those are connected to.
 */
final class CheckedAddresses implements DnsResolver, AutoCloseable {
  /** Look-ups under way, those that nobody waits for any more too. */
  private static final int LOOKUPS = 200;

  private final AddressPolicy policy;
  private final Duration patience;
  private final ThreadPoolExecutor lookups =
      new ThreadPoolExecutor(
          0, LOOKUPS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), CheckedAddresses::daemon);

  /**
   * @param patience for how long a look-up, which nobody can end, is waited for
   */
  CheckedAddresses(AddressPolicy policy, Duration patience) {
    this.policy = policy;
    this.patience = patience;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "webhook-names");
    thread.setDaemon(true);
    return thread;
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
    List<InetSocketAddress> allowed = lookedUp(target);
    if (allowed.isEmpty()) {
      throw new NotAllowed();
    }
    return allowed;
  }

  private List<InetSocketAddress> lookedUp(HostPort target) throws UnknownHostException {
    try {
      return lookups
          .submit(() -> policy.allowed(target))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof UnknownHostException unknown
          ? unknown
          : new UnknownHostException(target.host());
    } catch (TimeoutException | RejectedExecutionException tooSlow) {
      throw new UnknownHostException(target.host());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(target.host());
    }
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

  @Override
  public void close() {
    lookups.shutdownNow();
  }
}
