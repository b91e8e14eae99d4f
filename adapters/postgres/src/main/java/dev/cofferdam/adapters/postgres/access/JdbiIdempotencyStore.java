package dev.cofferdam.adapters.postgres.access;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.access.port.IdempotencyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Stored answers in PostgreSQL; a claim is an advisory lock that ends with the transaction. */
public final class JdbiIdempotencyStore implements IdempotencyStore {
  private static final Duration LIFETIME = Duration.ofDays(1);

  private final JdbiTransactions transactions;

  public JdbiIdempotencyStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean claim(Key key) {
    return dao().lock(key.caller(), key.key());
  }

  @Override
  public Optional<Answer> find(Key key, Instant now) {
    return dao()
        .find(key.caller(), key.key(), now.minus(LIFETIME))
        .map(row -> new Answer(row.requestHash(), row.response()));
  }

  @Override
  public void put(Key key, Answer answer, Instant now) {
    IdempotencyDao dao = dao();
    dao.put(key.caller(), key.key(), answer.requestHash(), answer.response(), now);
    dao.sweep(now.minus(LIFETIME));
  }

  private IdempotencyDao dao() {
    return transactions.handle().attach(IdempotencyDao.class);
  }
}
