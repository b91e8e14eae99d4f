package dev.cofferdam.application.access.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps answers for a day. Safe for use by many threads. */
public final class InMemoryIdempotencyStore implements IdempotencyStore {
  private static final Duration KEPT = Duration.ofDays(1);

  private final InMemoryTransactions transactions;
  private final InMemoryTable<Key, Row> answers;

  public InMemoryIdempotencyStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    answers = InMemoryTable.ofAll(transactions);
  }

  private record Row(Answer answer, Instant storedAt) {}

  @Override
  public boolean claim(Key key) {
    return transactions.tryLock(List.of("idempotency key", key));
  }

  @Override
  public Optional<Answer> find(Key key, Instant now) {
    return answers
        .find(key)
        .filter(row -> now.isBefore(row.storedAt().plus(KEPT)))
        .map(Row::answer);
  }

  @Override
  public void put(Key key, Answer answer, Instant now) {
    answers.put(key, new Row(answer, now));
  }
}
