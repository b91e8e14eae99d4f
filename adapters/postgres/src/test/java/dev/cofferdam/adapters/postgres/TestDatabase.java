package dev.cofferdam.adapters.postgres;

import com.codahale.metrics.MetricRegistry;
import dev.cofferdam.application.audit.EntryAddresses;
import dev.cofferdam.application.audit.port.InMemoryPersonSealer;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/**
 * A fresh, migrated database on the one embedded server of this JVM. A test class makes one and
 * closes it when it is done:
 *
 * <pre>{@code @AutoClose static final TestDatabase DATABASE = TestDatabase.create();}</pre>
 */
public final class TestDatabase implements AutoCloseable {
  /** Seals the addresses of people under keys that last as long as this JVM. */
  static final EntryAddresses ADDRESSES = new EntryAddresses(new InMemoryPersonSealer());

  private static final int APP_CONNECTIONS = 12;
  private static final int WAITING = 1_000;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final ConnectionPool app;
  private final ConnectionPool system;
  private final JdbiTransactions transactions;
  private final GroupCommit groupCommit;

  private TestDatabase(String name) {
    this.name = name;
    this.app = ConnectionPool.open(name, appUrl(), APP_CONNECTIONS, new MetricRegistry());
    this.system = ConnectionPool.open(name, systemUrl(), 2, new MetricRegistry());
    this.transactions = new JdbiTransactions(app.jdbi());
    this.groupCommit =
        GroupCommit.start(
            ConnectionPool.open(name, appUrl(), 1, new MetricRegistry()),
            transactions,
            Clock.systemUTC(),
            WAITING,
            org -> {});
  }

  /** Makes a database; the first call of a JVM starts the server too. */
  public static TestDatabase create() {
    String name = "test_" + COUNT.incrementAndGet();
    TestServer.superuser(
        "create database " + name + " template " + TestServer.TEMPLATE + " owner cofferdam_owner");
    return new TestDatabase(name);
  }

  public JdbiTransactions transactions() {
    return transactions;
  }

  public JdbiLedger ledger(Clock clock) {
    return new JdbiLedger(transactions, ADDRESSES, clock);
  }

  /** The group commit of one process. */
  public GroupCommit groupCommit() {
    return groupCommit;
  }

  /** The pool of the role that serves requests. */
  public Jdbi app() {
    return app.jdbi();
  }

  /** The pool of the role for what is over all orgs. */
  public Jdbi system() {
    return system.jdbi();
  }

  /** A superuser, whom no policy binds: to look at what is there, and to break it. */
  public Jdbi superuser() {
    return Jdbi.create(TestServer.get().superuser(name).connections());
  }

  public DatabaseUrl ownerUrl() {
    return TestServer.get().owner().withDatabase(name);
  }

  public DatabaseUrl appUrl() {
    return TestServer.get().app().withDatabase(name);
  }

  public DatabaseUrl systemUrl() {
    return TestServer.get().system().withDatabase(name);
  }

  /** Takes every row out, so that the next test finds nothing of the one before. */
  public void clear() {
    superuser()
        .useHandle(
            handle ->
                handle.execute(
                    "truncate "
                        + String.join(
                            ", ",
                            handle
                                .createQuery(
                                    """
                                    select relname from pg_class
                                    where relnamespace = 'public'::regnamespace and relkind = 'r'
                                      and relname <> 'flyway_schema_history'
                                    """)
                                .mapTo(String.class)
                                .list())));
  }

  @Override
  public void close() {
    groupCommit.close();
    app.close();
    system.close();
    TestServer.superuser("drop database " + name + " with (force)");
  }
}
