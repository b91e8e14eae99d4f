package dev.cofferdam.application.events;

import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.events.port.OutboxQueue;
import dev.cofferdam.domain.access.Permission;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Delivers what is in the outbox, at least once, each event to the one subscriber of its type.
 * Subscribers have to bear the same event twice. Events without a subscriber here are left to other
 * relays: so a slow kind of delivery has a relay of its own, and holds nothing else up.
 */
public final class RelayOutbox {
  public static final Permission NEEDS = Permission.SYSTEM;

  private final OutboxQueue queue;
  private final Map<String, Consumer<OutboxEvent>> subscribers;
  private final int batch;

  /**
   * @param batch how many events are delivered in one transaction of the queue, which is open for
   *     as long as that takes
   */
  public RelayOutbox(OutboxQueue queue, Map<String, Consumer<OutboxEvent>> subscribers, int batch) {
    this.queue = queue;
    this.subscribers = Map.copyOf(subscribers);
    this.batch = batch;
  }

  /** Delivers one batch and returns whether there may be more. */
  public boolean execute() {
    return queue.deliver(subscribers.keySet(), batch, this::hand) == batch;
  }

  private void hand(OutboxEvent event) {
    Objects.requireNonNull(subscribers.get(event.type()), event.type()).accept(event);
  }
}
