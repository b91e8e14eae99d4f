package dev.cofferdam.adapters.postgres.embedded;

import dev.cofferdam.adapters.postgres.DatabaseUnusable;
import dev.cofferdam.adapters.postgres.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that lives as long as this process, on 127.0.0.1 alone, with a password for
 * every role.
 *
 * <p>It guarantees that one process at a time has the data directory, and that a server which an
 * earlier process left behind when it was killed is stopped in good order before ours starts, so
 * that ours runs with our settings.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
  private static final Duration FAST_STOP = Duration.ofSeconds(30);
  private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(10);

  private final DataDirLock lock;
  private final EmbeddedCredentials credentials;
  private final Process process;
  private final int port;
  private final Thread hook;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private EmbeddedPostgresServer(
      DataDirLock lock,
      EmbeddedCredentials credentials,
      Process process,
      int port,
      Duration shutdownGrace) {
    this.lock = lock;
    this.credentials = credentials;
    this.process = process;
    this.port = port;
    this.hook = new Thread(() -> closeAtExit(shutdownGrace), "embedded-postgres-stop");
  }

  /**
   * Starts the server; makes its files on the first start.
   *
   * @throws DatabaseUnusable when the data directory is another server's, another system user's or
   *     another PostgreSQL's, or the server does not come up; the message says which and what to do
   */
  public static EmbeddedPostgresServer start(EmbeddedPostgresSettings settings) {
    try {
      Folders.create(settings.home());
      DataDirLock lock = DataDirLock.take(settings.dataDir());
      boolean started = false;
      try {
        EmbeddedPostgresServer server = start(settings.atRealPath(), lock);
        started = true;
        return server;
      } finally {
        if (!started) {
          lock.close();
        }
      }
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "the embedded PostgreSQL in " + settings.home() + " can't be started: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnusable("interrupted while starting the embedded PostgreSQL", e);
    }
  }

  private static EmbeddedPostgresServer start(EmbeddedPostgresSettings settings, DataDirLock lock)
      throws IOException, InterruptedException {
    PostgresCluster cluster = new PostgresCluster(settings);
    boolean root = cluster.requireOwner();
    Path home = PostgresBinaries.unpack(settings.binaries());
    PostgresPrograms programs = PostgresPrograms.in(home, root);
    EmbeddedCredentials credentials = cluster.prepare(programs);
    PostmasterFile postmaster = new PostmasterFile(settings.cluster());
    stopOrphan(postmaster);
    postmaster.forgetStranger();
    PostgresStart.Started started = new PostgresStart(settings, programs, postmaster).execute();
    EmbeddedPostgresServer server =
        new EmbeddedPostgresServer(
            lock, credentials, started.process(), started.port(), settings.shutdownGrace());
    Runtime.getRuntime().addShutdownHook(server.hook);
    return server;
  }

  private static void stopOrphan(PostmasterFile postmaster)
      throws IOException, InterruptedException {
    Optional<ProcessHandle> orphan = postmaster.running();
    if (orphan.isPresent()) {
      LOG.warn("stopping the PostgreSQL (process {}) of a killed server", orphan.get().pid());
      stop(orphan.get());
    }
  }

  /** Fast first, which loses no connection's commit; immediate if that does not end in time. */
  private static void stop(ProcessHandle server) throws IOException, InterruptedException {
    PostgresPrograms.signal(server.pid(), "INT");
    if (endsWithin(server, FAST_STOP)) {
      return;
    }
    LOG.warn("PostgreSQL (process {}) does not end in good order; ending it", server.pid());
    PostgresPrograms.signal(server.pid(), "QUIT");
    if (!endsWithin(server, IMMEDIATE_STOP)) {
      throw new DatabaseUnusable("PostgreSQL (process " + server.pid() + ") can't be stopped");
    }
  }

  private static boolean endsWithin(ProcessHandle server, Duration time)
      throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (server.isAlive()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(10);
    }
    return true;
  }

  /** For migrations: owns the schema. */
  public DatabaseUrl owner() {
    return url("cofferdam_owner", credentials.owner());
  }

  /** For what serves requests. */
  public DatabaseUrl app() {
    return url("cofferdam_app", credentials.app());
  }

  /** For what is over all orgs. */
  public DatabaseUrl system() {
    return url("cofferdam_system", credentials.system());
  }

  /** For backups and tests; the server itself never connects as the superuser. */
  public DatabaseUrl superuser(String database) {
    return DatabaseUrl.loopback(port, database, "postgres", credentials.superuser());
  }

  private DatabaseUrl url(String user, String password) {
    return DatabaseUrl.loopback(port, PostgresCluster.DATABASE, user, password);
  }

  public int port() {
    return port;
  }

  /** The process id of the server. */
  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Stops the server in good order. A second call waits for the first. */
  @Override
  public void close() {
    try {
      if (closing.compareAndSet(false, true)) {
        stopOnce();
      } else {
        closed.await();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the embedded PostgreSQL can't be stopped", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopOnce() throws IOException, InterruptedException {
    try {
      stop(process.toHandle());
      lock.close();
    } finally {
      closed.countDown();
    }
    if (Thread.currentThread() != hook) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException alreadyShuttingDown) {
        LOG.debug("closed by the shutdown itself", alreadyShuttingDown);
      }
    }
  }

  private void closeAtExit(Duration grace) {
    try {
      if (!closed.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "EmbeddedPostgresServer[127.0.0.1:" + port + "]";
  }
}
