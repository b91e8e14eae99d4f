package dev.cofferdam.app.wiring;

import com.codahale.metrics.MetricRegistry;
import dev.cofferdam.adapters.postgres.ConnectionPool;
import dev.cofferdam.adapters.postgres.DatabaseRoles;
import dev.cofferdam.adapters.postgres.DatabaseUrl;
import dev.cofferdam.adapters.postgres.GroupCommit;
import dev.cofferdam.adapters.postgres.JdbiAuditNotes;
import dev.cofferdam.adapters.postgres.JdbiLedger;
import dev.cofferdam.adapters.postgres.JdbiReveals;
import dev.cofferdam.adapters.postgres.JdbiSharedWrites;
import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.adapters.postgres.Migrations;
import dev.cofferdam.adapters.postgres.access.JdbiMasterKeyUses;
import dev.cofferdam.adapters.postgres.audit.JdbiPersonKeyStore;
import dev.cofferdam.adapters.postgres.embedded.EmbeddedPostgresServer;
import dev.cofferdam.adapters.postgres.embedded.EmbeddedPostgresSettings;
import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.adapters.tink.audit.TinkPersonSealer;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.app.config.DatabaseSettings;
import dev.cofferdam.application.access.port.MasterKeyUses;
import dev.cofferdam.application.audit.EntryAddresses;
import dev.cofferdam.application.audit.port.PersonSealer;
import dev.cofferdam.application.events.LocalEventBell;
import dev.cofferdam.application.events.port.EventBell;
import dev.cofferdam.domain.ids.OrgId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The database: embedded or elsewhere, migrated, with a pool for each role that serves, and the
 * master key of what is sealed in it.
 */
public final class DatabaseWiring implements AutoCloseable {
  private static final int APP_CONNECTIONS = 24;
  private static final int SYSTEM_CONNECTIONS = 6;

  /**
   * Entries of reveals and writes that may wait for their commit; who comes then is told to come
   * later.
   */
  private static final int WAITING_ENTRIES = 1_000;

  private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(15);

  private final @Nullable EmbeddedPostgresServer embedded;
  private final ConnectionPool appPool;
  private final ConnectionPool systemPool;
  private final GroupCommit groupCommit;
  final DatabaseUrl appUrl;
  final JdbiTransactions app;
  final JdbiTransactions system;
  final MasterKeyUses masterKeyUses;
  final MasterKey master;
  final PersonSealer personSealer;
  final EntryAddresses addresses;
  final JdbiLedger ledger;

  /** Rung by each commit of this process that told events. */
  final EventBell eventBell = new LocalEventBell();

  /** Released by the same commits, for who carries events out. */
  final Semaphore toldBell = new Semaphore(0);

  final JdbiReveals reveals;
  final JdbiSharedWrites sharedWrites;
  final JdbiAuditNotes notes;

  private DatabaseWiring(
      @Nullable EmbeddedPostgresServer embedded,
      DatabaseUrl appUrl,
      ConnectionPool appPool,
      ConnectionPool systemPool,
      ConnectionPool commitPool,
      Path masterKeyFile,
      Clock clock) {
    this.embedded = embedded;
    this.appUrl = appUrl;
    this.appPool = appPool;
    this.systemPool = systemPool;
    this.app = new JdbiTransactions(appPool.jdbi());
    this.system = new JdbiTransactions(systemPool.jdbi());
    this.masterKeyUses = new JdbiMasterKeyUses(system);
    this.master = MasterKey.open(masterKeyFile, masterKeyUses).requireFor(masterKeyUses);
    this.personSealer = new TinkPersonSealer(master, new JdbiPersonKeyStore(app), app, clock);
    this.addresses = new EntryAddresses(personSealer);
    this.ledger = new JdbiLedger(app, addresses, clock, this::told);
    this.groupCommit = GroupCommit.start(commitPool, app, clock, WAITING_ENTRIES, this::told);
    this.reveals = new JdbiReveals(groupCommit, addresses);
    this.sharedWrites = new JdbiSharedWrites(groupCommit, addresses);
    this.notes = new JdbiAuditNotes(groupCommit, addresses);
  }

  static DatabaseWiring open(CofferdamConfiguration config, MetricRegistry metrics, Clock clock) {
    DatabaseSettings settings = config.database();
    if (!settings.embedded()) {
      if (!settings.migrationUrl().isEmpty()) {
        new Migrations(DatabaseUrl.parse("DATABASE_MIGRATION_URL", settings.migrationUrl())).run();
      }
      return pools(
          config,
          null,
          DatabaseUrl.parse("DATABASE_URL", settings.url()),
          DatabaseUrl.parse("DATABASE_SYSTEM_URL", settings.systemUrl()),
          metrics,
          clock);
    }
    EmbeddedPostgresServer server =
        EmbeddedPostgresServer.start(EmbeddedPostgresSettings.in(config.dataDir(), SHUTDOWN_GRACE));
    new Migrations(server.owner()).run();
    return pools(config, server, server.app(), server.system(), metrics, clock);
  }

  /** Brings the schema up to date and returns how many migrations were run. */
  public static int migrate(CofferdamConfiguration config) {
    DatabaseSettings settings = config.database();
    if (!settings.embedded()) {
      return new Migrations(DatabaseUrl.parse("DATABASE_MIGRATION_URL", settings.migrationUrl()))
          .run();
    }
    try (EmbeddedPostgresServer server =
        EmbeddedPostgresServer.start(
            EmbeddedPostgresSettings.in(config.dataDir(), SHUTDOWN_GRACE))) {
      return new Migrations(server.owner()).run();
    }
  }

  private static DatabaseWiring pools(
      CofferdamConfiguration config,
      @Nullable EmbeddedPostgresServer server,
      DatabaseUrl app,
      DatabaseUrl system,
      MetricRegistry metrics,
      Clock clock) {
    ConnectionPool appPool = ConnectionPool.open("app", app, APP_CONNECTIONS, metrics);
    ConnectionPool systemPool = ConnectionPool.open("system", system, SYSTEM_CONNECTIONS, metrics);
    ConnectionPool commitPool = ConnectionPool.open("group-commit", app, 1, metrics);
    new DatabaseRoles(appPool.jdbi(), systemPool.jdbi()).check();
    return new DatabaseWiring(
        server, app, appPool, systemPool, commitPool, config.masterKeyFile(), clock);
  }

  private void told(OrgId org) {
    eventBell.ring(org);
    toldBell.release();
  }

  /** Asks the database for nothing, as the role that serves. */
  void ping() {
    app.look(handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
  }

  @Override
  public void close() {
    groupCommit.close();
    appPool.close();
    systemPool.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
