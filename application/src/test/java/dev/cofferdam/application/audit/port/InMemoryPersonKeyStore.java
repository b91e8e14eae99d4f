package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.ids.UserId;
import java.util.List;
import java.util.Map;
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
  public List<UserId> notWrappedBy(String masterKeyId, int limit) {
    return keys.rowsByKey().entrySet().stream()
        .filter(
            entry ->
                entry.getValue().filter(key -> !key.masterKeyId().equals(masterKeyId)).isPresent())
        .map(Map.Entry::getKey)
        .limit(limit)
        .toList();
  }

  @Override
  public void replace(UserId person, Key before, Key after) {
    transactions.lock(List.of("person key", person));
    if (find(person).filter(before::equals).isPresent()) {
      keys.put(person, Optional.of(after));
    }
  }

  @Override
  public void destroy(UserId person) {
    transactions.lock(List.of("person key", person));
    keys.put(person, Optional.empty());
  }
}
