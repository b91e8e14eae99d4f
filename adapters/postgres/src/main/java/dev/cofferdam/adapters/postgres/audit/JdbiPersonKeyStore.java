package dev.cofferdam.adapters.postgres.audit;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.audit.port.PersonKeyStore;
import dev.cofferdam.domain.ids.UserId;
import java.util.List;
import java.util.Optional;

/** People's wrapped keysets, one row a person; the row outlives its keyset. */
public final class JdbiPersonKeyStore implements PersonKeyStore {
  private final JdbiTransactions transactions;

  public JdbiPersonKeyStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Key> find(UserId person) {
    return transactions.look(handle -> find(handle.attach(PersonKeyDao.class), person));
  }

  @Override
  public Optional<Key> addFirst(UserId person, Key key) {
    PersonKeyDao dao = dao();
    dao.addIfAbsent(person.value(), key.masterKeyId(), key.keyset());
    return find(dao, person);
  }

  @Override
  public List<UserId> notWrappedBy(String masterKeyId, int limit) {
    return transactions
        .look(handle -> handle.attach(PersonKeyDao.class).notWrappedBy(masterKeyId, limit))
        .stream()
        .map(UserId::new)
        .toList();
  }

  @Override
  public void replace(UserId person, Key before, Key after) {
    dao().replace(person.value(), before.keyset(), after.masterKeyId(), after.keyset());
  }

  @Override
  public void destroy(UserId person) {
    dao().destroy(person.value());
  }

  private PersonKeyDao dao() {
    return transactions.handle().attach(PersonKeyDao.class);
  }

  private static Optional<Key> find(PersonKeyDao dao, UserId person) {
    return dao.find(person.value()).map(row -> new Key(row.masterKeyId(), row.wrappedKeyset()));
  }
}
