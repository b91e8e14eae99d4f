package dev.cofferdam.application.audit.port;

import dev.cofferdam.application.audit.port.InMemoryTransactions.Transaction;
import dev.cofferdam.domain.ids.OrgId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows by key, in the order in which they came, with transactions: reads see what is committed and
 * what the thread's own transaction wrote.
 */
public final class InMemoryTable<K, V> {
  private final InMemoryTransactions transactions;
  private final Predicate<V> visible;
  private final Map<K, V> committed = new LinkedHashMap<>();
  private final Map<Transaction, Map<K, V>> frozen = new HashMap<>();
  private final Map<Transaction, Map<K, Optional<V>>> pending = new HashMap<>();

  private InMemoryTable(InMemoryTransactions transactions, Predicate<V> visible) {
    this.transactions = transactions;
    this.visible = visible;
    transactions.register(this);
  }

  /** A table of the installation's. */
  public static <K, V> InMemoryTable<K, V> ofAll(InMemoryTransactions transactions) {
    return new InMemoryTable<>(transactions, row -> true);
  }

  /** A table whose rows belong to orgs, and exist only inside their org's door. */
  public static <K, V extends Owned> InMemoryTable<K, V> ofOrgs(InMemoryTransactions transactions) {
    return new InMemoryTable<>(transactions, row -> transactions.sees(row.org()));
  }

  /** A row that belongs to an org. */
  public interface Owned {
    OrgId org();
  }

  public Optional<V> find(K key) {
    return Optional.ofNullable(now().get(key)).filter(visible);
  }

  public List<V> rows() {
    return now().values().stream().filter(visible).toList();
  }

  /** What can be seen, by key. */
  public Map<K, V> rowsByKey() {
    Map<K, V> rows = now();
    rows.values().removeIf(visible.negate());
    return rows;
  }

  /** The rows of all orgs, for what is cross-tenant by nature. */
  public List<V> rowsOfAllOrgs() {
    return List.copyOf(now().values());
  }

  /**
   * @throws IllegalStateException outside of a transaction, in one that reads, and for a row of
   *     another org
   */
  public void put(K key, V row) {
    if (!visible.test(row)) {
      throw new IllegalStateException("a row of another org");
    }
    write(key, Optional.of(row));
  }

  public void remove(K key) {
    write(key, Optional.empty());
  }

  private void write(K key, Optional<V> row) {
    Transaction transaction = transactions.touching(this);
    synchronized (transactions) {
      pending.computeIfAbsent(transaction, none -> new LinkedHashMap<>()).put(key, row);
    }
  }

  private Map<K, V> now() {
    synchronized (transactions) {
      @Nullable Transaction mine = transactions.currentOrNone();
      Map<K, V> rows = new LinkedHashMap<>(frozen.getOrDefault(mine, committed));
      overlay(pending.getOrDefault(mine, Map.of()), rows);
      return rows;
    }
  }

  void freeze(Transaction transaction) {
    frozen.put(transaction, new LinkedHashMap<>(committed));
  }

  void apply(Transaction transaction) {
    overlay(pending.getOrDefault(transaction, Map.of()), committed);
  }

  void forget(Transaction transaction) {
    frozen.remove(transaction);
    pending.remove(transaction);
  }

  private static <K, V> void overlay(Map<K, Optional<V>> changes, Map<K, V> rows) {
    changes.forEach(
        (key, row) ->
            row.ifPresentOrElse(present -> rows.put(key, present), () -> rows.remove(key)));
  }
}
