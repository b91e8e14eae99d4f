package dev.cofferdam.adapters.postgres.access;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.access.port.InstanceKeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The installation's keysets in PostgreSQL. A keyset is added in a transaction of its own: others
 * may use it at once, so no failure of the request that happened to be the first may take it back.
 */
public final class JdbiInstanceKeyStore implements InstanceKeyStore {
  private final JdbiTransactions transactions;

  public JdbiInstanceKeyStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Wrapped> find(String name) {
    return transactions.look(handle -> find(handle.attach(InstanceKeyDao.class), name));
  }

  @Override
  public Wrapped addFirst(String name, Wrapped keyset) {
    return transactions.apart(
        handle -> {
          InstanceKeyDao dao = handle.attach(InstanceKeyDao.class);
          dao.addIfAbsent(name, keyset.masterKeyId(), keyset.keyset());
          return find(dao, name).orElseThrow();
        });
  }

  @Override
  public Map<String, Wrapped> all() {
    return transactions.look(handle -> handle.attach(InstanceKeyDao.class).all()).stream()
        .collect(
            Collectors.toMap(
                InstanceKeyDao.NamedKeysetRow::name,
                row -> new Wrapped(row.masterKeyId(), row.wrappedKeyset())));
  }

  @Override
  public void replace(String name, Wrapped before, Wrapped after) {
    transactions.apart(
        handle ->
            handle
                .attach(InstanceKeyDao.class)
                .replace(name, before.keyset(), after.masterKeyId(), after.keyset()));
  }

  private static Optional<Wrapped> find(InstanceKeyDao dao, String name) {
    return dao.find(name).map(row -> new Wrapped(row.masterKeyId(), row.wrappedKeyset()));
  }
}
