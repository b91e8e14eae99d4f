package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.events.port.OutboxQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox in PostgreSQL, as the relay sees it. Rows are locked while they are delivered, and
 * skipped by who looks at the same time; a relay that dies lets go of them.
 */
public final class JdbiOutboxQueue implements OutboxQueue {
  private static final Logger LOG = LoggerFactory.getLogger(JdbiOutboxQueue.class);

  private final JdbiTransactions system;

  /**
   * @param system transactions of the system role, which are apart from those of the deliveries
   */
  public JdbiOutboxQueue(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public int deliver(Set<String> types, int limit, Consumer<OutboxEvent> delivery) {
    return system.required(
        () -> {
          OutboxDao dao = system.handle().attach(OutboxDao.class);
          List<UUID> delivered = new ArrayList<>();
          List<UUID> refused = new ArrayList<>();
          for (OutboxRow row : dao.take(List.copyOf(types), limit)) {
            (isTaken(row.toEvent(), delivery) ? delivered : refused).add(row.eventId());
          }
          if (!delivered.isEmpty()) {
            dao.remove(delivered);
          }
          if (!refused.isEmpty()) {
            dao.putOff(refused);
          }
          return delivered.size();
        });
  }

  private static boolean isTaken(OutboxEvent event, Consumer<OutboxEvent> delivery) {
    try {
      delivery.accept(event);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("{} about {} is not delivered yet", event.type(), event.subject(), e);
      return false;
    }
  }
}
