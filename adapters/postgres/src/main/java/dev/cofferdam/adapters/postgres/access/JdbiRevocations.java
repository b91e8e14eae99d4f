package dev.cofferdam.adapters.postgres.access;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import java.util.function.Consumer;

/**
 * Tells of revocations by {@code NOTIFY}, which PostgreSQL delivers with the commit. A {@link
 * PostgresRightsListener} in each process hears them.
 */
public final class JdbiRevocations implements Revocations {
  static final String CHANNEL = "cofferdam_rights";

  private final JdbiTransactions transactions;
  private final Consumer<Revocation> here;

  /**
   * @param here is told without the way through the database, before the caller goes on
   */
  public JdbiRevocations(JdbiTransactions transactions, Consumer<Revocation> here) {
    this.transactions = transactions;
    this.here = here;
  }

  @Override
  public void publish(Revocation revocation) {
    transactions
        .handle()
        .createQuery("select pg_notify(:channel, :payload)::text")
        .bind("channel", CHANNEL)
        .bind("payload", RevocationText.write(revocation))
        .mapTo(String.class)
        .list();
    transactions.afterCommit(() -> here.accept(revocation));
  }
}
