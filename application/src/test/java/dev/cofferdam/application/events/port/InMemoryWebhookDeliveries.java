package dev.cofferdam.application.events.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers which messages were taken. Safe for use by many threads. */
public final class InMemoryWebhookDeliveries implements WebhookDeliveries {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<List<String>, Instant> taken;

  public InMemoryWebhookDeliveries(InMemoryTransactions transactions) {
    this.transactions = transactions;
    taken = InMemoryTable.ofAll(transactions);
  }

  @Override
  public boolean take(String source, String id, Instant at) {
    List<String> key = List.of(source, id);
    transactions.lock(key);
    Optional<Instant> before = taken.find(key);
    if (before.filter(then -> then.isAfter(at.minus(Duration.ofDays(30)))).isPresent()) {
      return false;
    }
    taken.put(key, at);
    return true;
  }
}
