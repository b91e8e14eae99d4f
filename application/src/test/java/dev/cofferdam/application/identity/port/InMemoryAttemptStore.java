package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps attempts by key. Safe for use by many threads. */
public final class InMemoryAttemptStore implements AttemptStore {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<String, Attempts> rows;

  public InMemoryAttemptStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    rows = InMemoryTable.ofAll(transactions);
  }

  @Override
  public Map<String, Attempts> lock(Set<String> keys, Instant now) {
    Map<String, Attempts> found = new TreeMap<>();
    for (String key : new TreeSet<>(keys)) {
      transactions.lock(List.of("attempts", key));
      found.put(key, rows.find(key).orElse(Attempts.none(now)));
    }
    return found;
  }

  @Override
  public void put(String key, Attempts attempts) {
    rows.put(key, attempts);
  }

  @Override
  public void forget(Instant before) {
    rows.rowsByKey()
        .forEach(
            (key, attempts) -> {
              if (attempts.lastAt().isBefore(before)) {
                rows.remove(key);
              }
            });
  }
}
