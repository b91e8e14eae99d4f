package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.ids.UserId;
import java.util.List;
import java.util.Optional;

/** Keeps people's keysets, and who had one. Safe for use by many threads. */
public final class InMemoryPersonKeyStore implements PersonKeyStore {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<UserId, Optional<Key>> keys;

  public InMemoryPersonKeyStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    keys = InMemoryTable.ofAll(transactions);
  }

  @Override
  public Optional<Key> find(UserId person) {
    return keys.find(person).flatMap(key -> key);
  }

  @Override
  public Optional<Key> addFirst(UserId person, Key key) {
    transactions.lock(List.of("person key", person));
    Optional<Key> there = keys.find(person).orElse(Optional.of(key));
    keys.put(person, there);
    return there;
  }

  @Override
  public void destroy(UserId person) {
    transactions.lock(List.of("person key", person));
    keys.put(person, Optional.empty());
  }
}
