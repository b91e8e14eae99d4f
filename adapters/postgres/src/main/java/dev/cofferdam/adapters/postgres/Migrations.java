package dev.cofferdam.adapters.postgres;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the schema up to date, as its owner. Two processes at once are safe: one waits for the
 * other. A migration with an older time stamp than one that has run is still run.
 */
public final class Migrations {
  private final DatabaseUrl owner;

  public Migrations(DatabaseUrl owner) {
    this.owner = owner;
  }

  /**
   * Runs what has not run yet.
   *
   * @return how many migrations were run
   * @throws DatabaseUnusable when the database can't be reached or a migration fails, which leaves
   *     that migration undone
   */
  public int run() {
    try {
      MigrateResult result =
          Flyway.configure()
              .dataSource(owner.jdbc(), owner.user(), owner.password())
              .locations("classpath:db/migration")
              .outOfOrder(true)
              .validateMigrationNaming(true)
              .connectRetries(5)
              .connectRetriesInterval(1)
              .cleanDisabled(true)
              .load()
              .migrate();
      return result.migrationsExecuted;
    } catch (FlywayException e) {
      throw new DatabaseUnusable(
          "the schema at " + owner + " can't be brought up to date: " + e.getMessage(), e);
    }
  }
}
