package dev.cofferdam.adapters.postgres;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.util.Duration;
import java.util.Map;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * Connections of one database role. A server has two pools: one of the application's role, which
 * sees one org at a time, and a small one of the system role for what is over all orgs by nature.
 */
public final class ConnectionPool implements AutoCloseable {
  /** How long a caller waits for a connection before it is told that there is none. */
  private static final Duration WAIT = Duration.seconds(5);

  private final ManagedDataSource dataSource;
  private final Jdbi jdbi;

  private ConnectionPool(ManagedDataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbi =
        Jdbi.create(dataSource).installPlugin(new SqlObjectPlugin()).installPlugin(new OurTypes());
    // A connection that was lost in a transaction has to be given back without another complaint.
    jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    ReadyDaos.install(jdbi);
  }

  /**
   * Opens a pool; it connects when it is first needed.
   *
   * @param name of the pool in metrics
   * @param size connections at most
   */
  public static ConnectionPool open(
      String name, DatabaseUrl url, int size, MetricRegistry metrics) {
    DataSourceFactory factory = new DataSourceFactory();
    factory.setDriverClass("org.postgresql.Driver");
    factory.setUrl(url.jdbc());
    factory.setUser(url.user());
    factory.setPassword(url.password());
    factory.setProperties(
        Map.of(
            "ApplicationName", "cofferdam-" + name,
            "connectTimeout", "5",
            "socketTimeout", "120",
            "tcpKeepAlive", "true",
            "logServerErrorDetail", "false",
            "options",
                "-c statement_timeout=60s -c lock_timeout=10s"
                    + " -c idle_in_transaction_session_timeout=10min"));
    factory.setInitialSize(0);
    factory.setMinSize(Math.min(2, size));
    factory.setMaxSize(size);
    factory.setMaxWaitForConnection(WAIT);
    factory.setCheckConnectionOnBorrow(true);
    factory.setValidationInterval(Duration.seconds(1));
    factory.setAutoCommentsEnabled(false);
    return new ConnectionPool(factory.build(metrics, name));
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public void close() {
    try {
      dataSource.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the connection pool can't be closed", e);
    }
  }
}
