package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.util.Optional;

/** Users in PostgreSQL. */
public final class JdbiUserStore implements UserStore {
  private final JdbiTransactions transactions;

  public JdbiUserStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean add(User user, PasswordHash hash) {
    int added =
        dao()
            .add(
                user.id().value(),
                user.email().orElseThrow().value(),
                user.name().value(),
                user.emailVerified(),
                user.createdAt(),
                hash.phc());
    return added == 1;
  }

  @Override
  public Optional<User> find(UserId id) {
    return dao().find(id.value()).map(UserRow::toUser);
  }

  @Override
  public Optional<Account> findByEmail(EmailAddress email) {
    UserDao dao = dao();
    return dao.findByEmail(email.value())
        .map(row -> new Account(row.toUser(), new PasswordHash(dao.passwordOf(row.userId()))));
  }

  private UserDao dao() {
    return transactions.handle().attach(UserDao.class);
  }
}
