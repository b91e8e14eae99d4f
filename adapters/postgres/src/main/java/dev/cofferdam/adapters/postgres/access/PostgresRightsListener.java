package dev.cofferdam.adapters.postgres.access;

import dev.cofferdam.adapters.postgres.DatabaseUrl;
import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.Revocation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of revocations on a connection of its own, and lets a {@link RightsCache} know how long it
 * may trust what it remembers.
 *
 * <p>Every {@link #BEAT} it asks the server something. PostgreSQL sends what a session listens for
 * before it says that a command is complete (documentation, {@code NOTIFY} and protocol 55.2.7), so
 * with the answer everything has been heard that was committed before the question; that instant is
 * what the cache counts from. A question without an answer, a lost connection or a pooler that does
 * not pass notifications on leave the cache unused, and never stale.
 */
public final class PostgresRightsListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresRightsListener.class);
  private static final Duration BEAT = Duration.ofMillis(200);
  private static final int SOCKET_TIMEOUT_S = 2;
  private static final Duration GREETING = Duration.ofSeconds(2);
  private static final Duration STOP = Duration.ofSeconds(2 * SOCKET_TIMEOUT_S);
  private static final String LISTENS =
      "select exists (select from pg_listening_channels() c where c = '"
          + JdbiRevocations.CHANNEL
          + "')";

  private final DatabaseUrl url;
  private final RightsCache cache;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "rights-listener");
  private boolean complained;

  /**
   * @param url a session of its own there: no pooler that shares sessions between transactions
   */
  public PostgresRightsListener(DatabaseUrl url, RightsCache cache) {
    this.url = url;
    this.cache = cache;
    thread.setDaemon(true);
  }

  /** Begins to listen; connecting, now and after a loss, goes on in the background. */
  public void start() {
    thread.start();
  }

  private void run() {
    while (!isClosed(Duration.ZERO)) {
      try (Connection connection = connect()) {
        listen(connection);
      } catch (SQLException lost) {
        complain(lost);
      } finally {
        cache.deaf();
      }
      isClosed(BEAT);
    }
  }

  private void complain(SQLException lost) {
    if (!complained && !isClosed(Duration.ZERO)) {
      LOG.warn("not listening, so every credential is checked anew: {}", lost.getMessage());
      complained = true;
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", url.user());
    properties.setProperty("password", url.password());
    properties.setProperty("ApplicationName", "cofferdam-listener");
    properties.setProperty("connectTimeout", Integer.toString(SOCKET_TIMEOUT_S));
    properties.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_S));
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(url.jdbc(), properties);
  }

  private void listen(Connection connection) throws SQLException {
    PGConnection session = connection.unwrap(PGConnection.class);
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + JdbiRevocations.CHANNEL);
      greet(statement, session);
      cache.deaf();
      while (!isClosed(Duration.ZERO)) {
        long asked = cache.ticks();
        requireListening(statement);
        take(session.getNotifications());
        cache.heard(asked);
        complained = false;
        take(session.getNotifications(Math.toIntExact(BEAT.toMillis())));
      }
    }
  }

  /** Makes sure that notifications come through at all, which not every pooler lets them. */
  private void greet(Statement statement, PGConnection session) throws SQLException {
    String greeting = "hello " + UUID.randomUUID();
    statement.execute("notify " + JdbiRevocations.CHANNEL + ", '" + greeting + "'");
    long deadline = System.nanoTime() + GREETING.toNanos();
    while (System.nanoTime() < deadline) {
      for (PGNotification each : heard(session.getNotifications((int) BEAT.toMillis()))) {
        if (each.getParameter().equals(greeting)) {
          return;
        }
      }
    }
    throw new SQLException("notifications don't come through; the listener needs its own session");
  }

  private static void requireListening(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(LISTENS)) {
      if (!row.next() || !row.getBoolean(1)) {
        throw new SQLException("the session is not the one that listens");
      }
    }
  }

  private void take(PGNotification[] notifications) {
    for (PGNotification each : heard(notifications)) {
      String text = each.getParameter();
      Optional<Revocation> revocation = RevocationText.read(text);
      revocation.ifPresent(cache::forget);
      if (revocation.isEmpty() && !text.startsWith("hello ")) {
        LOG.warn("heard of a change that this version does not know; forgetting everything");
        cache.deaf();
      }
    }
  }

  /** The driver says null for none. */
  private static PGNotification[] heard(PGNotification[] notifications) {
    return notifications == null ? new PGNotification[0] : notifications;
  }

  private boolean isClosed(Duration patience) {
    try {
      return closed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
