package dev.cofferdam.application.events.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.EventId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** An outbox and its queue. Safe for use by many threads. */
public final class InMemoryOutbox implements Outbox, OutboxQueue {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final InMemoryTransactions transactions;
  private final Clock clock;
  private final InMemoryTable<EventId, OutboxEvent> events;
  private final Set<EventId> underWay = new HashSet<>();
  private final Map<EventId, Pause> pauses = new HashMap<>();

  public InMemoryOutbox(InMemoryTransactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
    events = InMemoryTable.ofAll(transactions);
  }

  private record Pause(Instant until, Duration next) {}

  @Override
  public void publish(OutboxEvent event) {
    events.put(event.id(), event);
  }

  @Override
  public int deliver(Set<String> types, int limit, Consumer<OutboxEvent> delivery) {
    List<OutboxEvent> taken = take(types, limit);
    int delivered = 0;
    for (OutboxEvent event : taken) {
      if (attempt(event, delivery)) {
        delivered++;
      }
    }
    return delivered;
  }

  /** What is in the outbox, oldest first. */
  public List<OutboxEvent> waiting() {
    return events.rows();
  }

  /** What of one type is in the outbox, oldest first. */
  public List<OutboxEvent> waiting(String type) {
    return waiting().stream().filter(event -> event.type().equals(type)).toList();
  }

  private synchronized List<OutboxEvent> take(Set<String> types, int limit) {
    Instant now = clock.instant();
    List<OutboxEvent> taken = new ArrayList<>();
    for (OutboxEvent event : events.rows()) {
      Pause pause = pauses.get(event.id());
      boolean due = pause == null || !now.isBefore(pause.until());
      if (types.contains(event.type()) && taken.size() < limit && due && underWay.add(event.id())) {
        taken.add(event);
      }
    }
    return taken;
  }

  private boolean attempt(OutboxEvent event, Consumer<OutboxEvent> delivery) {
    try {
      delivery.accept(event);
      transactions.required(
          () -> {
            events.remove(event.id());
            return event;
          });
      return true;
    } catch (RuntimeException refused) {
      pause(event);
      return false;
    } finally {
      release(event);
    }
  }

  private synchronized void pause(OutboxEvent event) {
    Pause last = pauses.get(event.id());
    Duration length = last == null ? FIRST_PAUSE : last.next();
    Duration doubled = length.multipliedBy(2);
    Duration next = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    pauses.put(event.id(), new Pause(clock.instant().plus(length), next));
  }

  private synchronized void release(OutboxEvent event) {
    underWay.remove(event.id());
  }
}
