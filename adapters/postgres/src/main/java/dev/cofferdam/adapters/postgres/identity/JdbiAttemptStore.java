package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.adapters.postgres.identity.AttemptDao.AttemptRow;
import dev.cofferdam.application.identity.port.AttemptStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Attempts in PostgreSQL. */
public final class JdbiAttemptStore implements AttemptStore {
  private final JdbiTransactions transactions;

  public JdbiAttemptStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Map<String, Attempts> lock(Set<String> keys, Instant now) {
    AttemptDao dao = dao();
    List<String> wanted = List.copyOf(keys);
    dao.addMissing(wanted, now);
    return dao.lock(wanted).stream()
        .collect(
            Collectors.toUnmodifiableMap(
                AttemptRow::key,
                row -> new Attempts(row.count(), row.lastAt(), row.succeededAt())));
  }

  @Override
  public void put(String key, Attempts attempts) {
    dao().put(key, attempts.count(), attempts.lastAt(), attempts.succeededAt());
  }

  @Override
  public void forget(Instant before) {
    dao().forget(before);
  }

  private AttemptDao dao() {
    return transactions.handle().attach(AttemptDao.class);
  }
}
