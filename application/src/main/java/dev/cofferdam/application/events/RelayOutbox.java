package dev.cofferdam.application.events;

import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.events.port.OutboxQueue;
import dev.cofferdam.domain.access.Permission;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Delivers what is in the outbox, at least once, each event to the one subscriber of its type.
 * Subscribers have to bear the same event twice.
 */
public final class RelayOutbox {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final int BATCH = 50;

  private final OutboxQueue queue;
  private final Map<String, Consumer<OutboxEvent>> subscribers;

  public RelayOutbox(OutboxQueue queue, Map<String, Consumer<OutboxEvent>> subscribers) {
    this.queue = queue;
    this.subscribers = Map.copyOf(subscribers);
  }

  /** Delivers one batch and returns whether there may be more. */
  public boolean execute() {
    return queue.deliver(BATCH, this::hand) == BATCH;
  }

  private void hand(OutboxEvent event) {
    Consumer<OutboxEvent> subscriber = subscribers.get(event.type());
    if (subscriber == null) {
      throw new IllegalStateException("nobody subscribes to " + event.type());
    }
    subscriber.accept(event);
  }
}
