package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.domain.ids.OrgId;

/** The outbox in PostgreSQL, as those who publish see it. */
public final class JdbiOutbox implements Outbox {
  private final JdbiTransactions transactions;
  private final Runnable wakeRelay;

  /**
   * @param wakeRelay told after each commit that published something; quick, and never waits
   */
  public JdbiOutbox(JdbiTransactions transactions, Runnable wakeRelay) {
    this.transactions = transactions;
    this.wakeRelay = wakeRelay;
  }

  @Override
  public void publish(OutboxEvent event) {
    transactions
        .handle()
        .attach(OutboxDao.class)
        .add(event.id().value(), event.org().map(OrgId::value), event.type(), event.subject());
    transactions.afterCommit(wakeRelay);
  }
}
