package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Keeps signing keys. Safe for use by many threads. */
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
  public boolean addUnlessNewer(SigningKey key, Instant than) {
    return transactions.required(
        () -> {
          transactions.lock("the first signing key");
          if (all().stream().anyMatch(other -> other.createdAt().isAfter(than))) {
            return false;
          }
          keys.put(key.kid(), key);
          return true;
        });
  }

  @Override
  public void remove(String kid) {
    transactions.required(
        () -> {
          keys.remove(kid);
          return kid;
        });
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
