package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.RunId;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * The one way from a sandbox to the world: an HTTP proxy of ours (CONNECT and absolute-form
 * requests) that resolves names itself and connects to public addresses alone, whatever the sandbox
 * asks for and however DNS answers.
 */
public interface EgressProxy {
  /** Who is asking, which decides what is open to it. */
  enum Purpose {
    /** A clone: its one host, and the private addresses that the operator opened for clones. */
    CLONE,
    /** A run's commands. */
    STEPS
  }

  /**
   * Opens a way out on a Unix domain socket at {@code socket}, for a sandbox whose network
   * namespace has nothing else. A socket that an earlier process left there is replaced. The socket
   * is open to every local user; who may reach it is decided by the folder that it lies in.
   */
  Way open(RunId run, Purpose purpose, Path socket);

  /**
   * Opens a way out on a loopback port that asks for credentials, for a sandbox without a namespace
   * of its own.
   */
  LocalWay openLocal(RunId run, Purpose purpose);

  /** An open way out; closing it ends its connections. */
  interface Way extends AutoCloseable {
    /**
     * Hosts asked for so far, {@code host:port} each, sorted, whether they were let through or not.
     */
    List<ReachedHost> reached();

    @Override
    void close();
  }

  /** A way out through a loopback port. */
  interface LocalWay extends Way {
    InetSocketAddress address();

    /** User name and password, {@code user:password}, made for this way alone and safe in a URL. */
    String credentials();
  }

  /**
   * @param host name as asked for, and port
   * @param connections how many were opened
   * @param refused how many were refused because the address is not public
   */
  record ReachedHost(String host, int port, long connections, long refused) {}
}
