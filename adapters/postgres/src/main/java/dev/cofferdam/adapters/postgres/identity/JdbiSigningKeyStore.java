package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.identity.port.SigningKeyStore;
import java.time.Instant;
import java.util.List;

/**
 * Signing keys in PostgreSQL. A key is added in a transaction of its own: tokens are signed with it
 * at once, so no failure of the request that happened to be the first may take it back.
 */
public final class JdbiSigningKeyStore implements SigningKeyStore {
  private final JdbiTransactions transactions;
  private final JdbiTransactions system;

  /**
   * @param system transactions of the system role, which alone may remove keys
   */
  public JdbiSigningKeyStore(JdbiTransactions transactions, JdbiTransactions system) {
    this.transactions = transactions;
    this.system = system;
  }

  @Override
  public List<SigningKey> all() {
    return transactions.look(handle -> all(handle.attach(SigningKeyDao.class)));
  }

  @Override
  public SigningKey addFirst(SigningKey key) {
    return transactions.apart(
        handle -> {
          SigningKeyDao dao = handle.attach(SigningKeyDao.class);
          dao.lock();
          dao.addFirst(key.kid(), key.sealedJwk(), key.createdAt());
          return all(dao).get(0);
        });
  }

  @Override
  public boolean addUnlessNewer(SigningKey key, Instant than) {
    return transactions.apart(
        handle -> {
          SigningKeyDao dao = handle.attach(SigningKeyDao.class);
          dao.lock();
          return dao.addUnlessNewer(key.kid(), key.sealedJwk(), key.createdAt(), than) == 1;
        });
  }

  @Override
  public void remove(String kid) {
    system.apart(
        handle -> {
          handle.attach(SigningKeyDao.class).remove(kid);
          return kid;
        });
  }

  private static List<SigningKey> all(SigningKeyDao dao) {
    return dao.all().stream()
        .map(row -> new SigningKey(row.kid(), row.sealedJwk(), row.createdAt()))
        .toList();
  }
}
