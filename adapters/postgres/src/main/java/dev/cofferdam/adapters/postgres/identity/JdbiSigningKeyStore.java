package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.identity.port.SigningKeyStore;
import java.util.List;

/**
 * Signing keys in PostgreSQL. A key is added in a transaction of its own: tokens are signed with it
 * at once, so no failure of the request that happened to be the first may take it back.
 */
public final class JdbiSigningKeyStore implements SigningKeyStore {
  private final JdbiTransactions transactions;

  public JdbiSigningKeyStore(JdbiTransactions transactions) {
    this.transactions = transactions;
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

  private static List<SigningKey> all(SigningKeyDao dao) {
    return dao.all().stream()
        .map(row -> new SigningKey(row.kid(), row.sealedJwk(), row.createdAt()))
        .toList();
  }
}
