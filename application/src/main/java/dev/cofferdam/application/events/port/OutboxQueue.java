package dev.cofferdam.application.events.port;

import java.util.Set;
import java.util.function.Consumer;

/** The outbox as the relay sees it, over all orgs. */
public interface OutboxQueue {
  /**
   * Takes up to {@code limit} events of {@code types} that nobody else is delivering, oldest first,
   * and gives each to {@code delivery}. Those that it takes without an exception are gone with the
   * commit; those that it throws at stay, and are offered again after a pause that doubles from one
   * second to a minute.
   *
   * @return how many were delivered
   */
  int deliver(Set<String> types, int limit, Consumer<OutboxEvent> delivery);
}
