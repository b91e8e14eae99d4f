package dev.cofferdam.adapters.egress.runs;

import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.domain.ids.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP/1.1 proxy that connects to public addresses alone. It takes CONNECT and {@code http://}
 * URLs, one request a connection; looks names up itself and connects to exactly an address that it
 * has checked ({@link AddressPolicy}); and answers a request for another with 403 and the line
 * {@code address not allowed: host:port}. A name or address that can't be connected to gives 502 or
 * 504, a request that could be read in two ways 400.
 */
public final class FilteringEgressProxy implements EgressProxy {
  private static final int PASSWORD_BYTES = 32;

  private final AddressPolicy policy;
  private final EgressLimits limits;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param openForClones what clones may reach whatever its address and port, for example a git
   *     server inside; compared with the host as it is asked for, not with what it resolves to
   */
  public FilteringEgressProxy(List<HostPort> openForClones, EgressLimits limits) {
    this(openForClones, limits, Resolver.SYSTEM);
  }

  FilteringEgressProxy(List<HostPort> openForClones, EgressLimits limits, Resolver resolver) {
    this.policy = new AddressPolicy(openForClones, resolver);
    this.limits = limits;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException when there can't be a socket, also where its path is over the
   *     system's limit of about 100 bytes or names something else than a socket
   */
  @Override
  public Way open(RunId run, Purpose purpose, Path socket) {
    try {
      if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
        if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
            .isOther()) {
          throw new IOException(socket + " is not a socket");
        }
        Files.delete(socket);
      }
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        server.bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        EgressWay way =
            new EgressWay(server, name(run, purpose), purpose, policy, limits, Optional.empty());
        return new SocketWay(way, socket);
      } catch (IOException | RuntimeException e) {
        EgressWay.closeQuietly(server);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException when there can't be a socket
   */
  @Override
  public LocalWay openLocal(RunId run, Purpose purpose) {
    byte[] password = new byte[PASSWORD_BYTES];
    random.nextBytes(password);
    String credentials = "run:" + Base64.getUrlEncoder().withoutPadding().encodeToString(password);
    try {
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
      try {
        server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        EgressWay way =
            new EgressWay(
                server, name(run, purpose), purpose, policy, limits, Optional.of(credentials));
        return new PortWay(way, credentials);
      } catch (IOException | RuntimeException e) {
        EgressWay.closeQuietly(server);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(RunId run, Purpose purpose) {
    return "egress-" + purpose + "-" + run;
  }

  private record SocketWay(EgressWay way, Path socket) implements Way {
    @Override
    public List<ReachedHost> reached() {
      return way.reached();
    }

    @Override
    public void close() {
      way.close();
      try {
        Files.deleteIfExists(socket);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record PortWay(EgressWay way, String credentials) implements LocalWay {
    @Override
    public InetSocketAddress address() {
      return way.address();
    }

    @Override
    public List<ReachedHost> reached() {
      return way.reached();
    }

    @Override
    public void close() {
      way.close();
    }

    @Override
    public String toString() {
      return "PortWay[credentials=[REDACTED]]";
    }
  }
}
