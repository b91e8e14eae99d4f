package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.events.port.WebhookDeliveries;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Deliveries in PostgreSQL; each one that is taken forgets a few that are old. */
public final class JdbiWebhookDeliveries implements WebhookDeliveries {
  private static final Duration KEPT = Duration.ofDays(30);

  private final JdbiTransactions transactions;

  public JdbiWebhookDeliveries(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean take(String source, String id, Instant at) {
    DeliveryDao dao = transactions.handle().attach(DeliveryDao.class);
    Instant until = at.minus(KEPT);
    boolean first = dao.take(source, id, at, until) == 1;
    dao.forget(until);
    return first;
  }

  /** Ids of messages. */
  interface DeliveryDao {
    @SqlUpdate(
        """
        insert into webhook_deliveries (source, id, received_at) values (:source, :id, :at)
        on conflict (source, id) do update set received_at = excluded.received_at
          where webhook_deliveries.received_at <= :until
        """)
    int take(String source, String id, Instant at, Instant until);

    @SqlUpdate(
        """
        delete from webhook_deliveries where (source, id) in (
          select source, id from webhook_deliveries where received_at <= :until
          order by received_at limit 20
          for update skip locked
        )
        """)
    void forget(Instant until);
  }
}
