package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import java.util.Comparator;
import java.util.List;

/** Keeps the signing key that came first. Safe for use by many threads. */
public final class InMemorySigningKeyStore implements SigningKeyStore {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<String, SigningKey> keys;

  public InMemorySigningKeyStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    keys = InMemoryTable.ofAll(transactions);
  }

  @Override
  public List<SigningKey> all() {
    return keys.rows().stream()
        .sorted(Comparator.comparing(SigningKey::createdAt).reversed())
        .toList();
  }

  @Override
  public SigningKey addFirst(SigningKey key) {
    return transactions.required(
        () -> {
          transactions.lock("the first signing key");
          if (all().isEmpty()) {
            keys.put(key.kid(), key);
          }
          return all().get(0);
        });
  }
}
