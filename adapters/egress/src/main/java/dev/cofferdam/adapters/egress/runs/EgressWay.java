package dev.cofferdam.adapters.egress.runs;

import dev.cofferdam.application.runs.port.EgressProxy.Purpose;
import dev.cofferdam.application.runs.port.EgressProxy.ReachedHost;
import dev.cofferdam.application.runs.port.EgressProxy.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One way out: a listening socket, one thread that moves its connections' bytes, and up to {@value
 * #LOOKUPS} more that wait for name servers. Both kinds end with {@link #close}.
 */
final class EgressWay implements Way {
  private static final System.Logger LOG = System.getLogger(EgressWay.class.getName());
  private static final int LOOKUPS = 4;
  private static final int TICK_MILLIS = 100;

  private final ServerSocketChannel server;
  private final Selector selector;
  private final Purpose purpose;
  private final AddressPolicy policy;
  private final EgressLimits limits;
  private final Optional<String> credentials;
  private final ReachedHosts hosts;
  private final Queue<Runnable> found = new ConcurrentLinkedQueue<>();
  private final ThreadPoolExecutor lookups;
  private final Thread thread;
  private volatile boolean closed;
  private long bytes;

  /**
   * @param server bound; belongs to this way from now on
   * @param credentials {@code user:password} that every request must bring; empty where the
   *     socket's place decides who may connect
   */
  EgressWay(
      ServerSocketChannel server,
      String name,
      Purpose purpose,
      AddressPolicy policy,
      EgressLimits limits,
      Optional<String> credentials)
      throws IOException {
    this.server = server;
    this.purpose = purpose;
    this.policy = policy;
    this.limits = limits;
    this.credentials = credentials;
    hosts = new ReachedHosts(limits.hosts());
    selector = Selector.open();
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    lookups =
        new ThreadPoolExecutor(
            LOOKUPS,
            LOOKUPS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(limits.connections()),
            task -> daemon(task, name + "-dns"));
    lookups.allowCoreThreadTimeOut(true);
    thread = daemon(this::serve, name);
    thread.start();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public List<ReachedHost> reached() {
    return hosts.list();
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    lookups.shutdownNow();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  InetSocketAddress address() {
    try {
      return (InetSocketAddress) server.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  EgressLimits limits() {
    return limits;
  }

  Selector selector() {
    return selector;
  }

  ReachedHosts hosts() {
    return hosts;
  }

  /** Whether the request may be looked at further: credentials, number of hosts, traffic. */
  void admit(ProxyRequest request) throws RefusedRequest {
    if (credentials.isPresent() && !matches(credentials.get(), request.credentials())) {
      throw new RefusedRequest(Answer.credentialsMissing());
    }
    if (bytes >= limits.bytes()) {
      throw new RefusedRequest(Answer.forbidden("the traffic limit is reached"));
    }
    if (!hosts.asked(request.target())) {
      throw new RefusedRequest(
          Answer.forbidden("over the limit of " + limits.hosts() + " different hosts"));
    }
  }

  private static boolean matches(String expected, Optional<String> given) {
    String value = given.orElse("");
    byte[] wanted = Base64.getEncoder().encode(expected.getBytes(StandardCharsets.UTF_8));
    return value.regionMatches(true, 0, "Basic ", 0, 6)
        && MessageDigest.isEqual(
            wanted, value.substring(6).trim().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Counts traffic; false when the limit is reached. */
  boolean spend(long count) {
    bytes += count;
    return bytes < limits.bytes();
  }

  /** Looks up on another thread and tells the result on the way's. */
  void lookUp(
      HostPort target, Consumer<List<InetSocketAddress>> onFound, Consumer<Answer> onFailed) {
    Runnable task =
        () -> {
          Runnable result;
          try {
            List<InetSocketAddress> allowed = policy.allowed(target, purpose);
            result = () -> onFound.accept(allowed);
          } catch (UnknownHostException unknown) {
            result = () -> onFailed.accept(Answer.unreachable("no such host: " + target));
          }
          found.add(result);
          selector.wakeup();
        };
    try {
      lookups.execute(task);
    } catch (RejectedExecutionException full) {
      onFailed.accept(Answer.busy("too many look-ups at once"));
    }
  }

  private void serve() {
    try {
      while (!closed) {
        selector.select(selector.keys().size() > 1 ? TICK_MILLIS : 0);
        for (Runnable result = found.poll(); result != null; result = found.poll()) {
          result.run();
        }
        boolean asked = false;
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.attachment() instanceof Exchange exchange) {
            exchange.advance();
          } else {
            asked = key.isValid();
          }
        }
        selector.selectedKeys().clear();
        expire();
        if (asked) { // last, so that what ended before it makes room for it
          accept();
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A way out has ended", e);
    } finally {
      release();
    }
  }

  private void accept() {
    try {
      SocketChannel client = server.accept();
      if (client == null) {
        return;
      }
      if (selector.keys().size() > 2 * limits.connections()) {
        closeQuietly(client);
        return;
      }
      Exchange exchange = new Exchange(this, client);
      if (exchanges() > limits.connections()) {
        exchange.refuse(Answer.busy("over the limit of " + limits.connections() + " connections"));
      }
    } catch (IOException outOfDescriptors) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private long exchanges() {
    return selector.keys().stream()
        .filter(SelectionKey::isValid)
        .map(SelectionKey::attachment)
        .filter(Exchange.class::isInstance)
        .distinct()
        .count();
  }

  private void expire() {
    long now = System.nanoTime();
    for (SelectionKey key : List.copyOf(selector.keys())) {
      if (key.attachment() instanceof Exchange exchange) {
        exchange.expire(now);
      }
    }
  }

  private void release() {
    closed = true;
    lookups.shutdownNow();
    for (SelectionKey key : List.copyOf(selector.keys())) {
      closeQuietly(key.channel());
    }
    try {
      selector.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "A selector could not be closed", e);
    }
  }

  /** Closes a connection that is of no use any more; that it breaks in doing so is all the same. */
  static void closeQuietly(Channel channel) {
    try {
      channel.close();
    } catch (IOException alreadyBroken) {
      LOG.log(System.Logger.Level.TRACE, "A connection broke while it was closed", alreadyBroken);
    }
  }
}
