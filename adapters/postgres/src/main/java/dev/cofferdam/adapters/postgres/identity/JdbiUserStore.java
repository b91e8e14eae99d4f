package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.adapters.postgres.identity.UserDao.AccountRow;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Users in PostgreSQL. */
public final class JdbiUserStore implements UserStore {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String BEFORE_EMAIL = "before_email";

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
    return dao().findByEmail(email.value()).map(AccountRow::toAccount);
  }

  @Override
  public Optional<Account> findAccount(UserId id) {
    return dao().findAccount(id.value()).map(AccountRow::toAccount);
  }

  @Override
  public Optional<Account> lockAccount(UserId id) {
    return dao().lockAccount(id.value()).map(AccountRow::toAccount);
  }

  @Override
  public void rename(UserId id, PersonName name) {
    dao().rename(id.value(), name.value());
  }

  @Override
  public void changePassword(UserId id, PasswordHash hash, Instant at) {
    dao().changePassword(id.value(), hash.phc(), at);
  }

  @Override
  public boolean confirmEmail(UserId id, EmailAddress email) {
    Handle handle = transactions.handle();
    handle.savepoint(BEFORE_EMAIL);
    try {
      handle.attach(UserDao.class).confirmEmail(id.value(), email.value());
      handle.releaseSavepoint(BEFORE_EMAIL);
      return true;
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        handle.rollbackToSavepoint(BEFORE_EMAIL);
        return false;
      }
      throw e;
    }
  }

  private UserDao dao() {
    return transactions.handle().attach(UserDao.class);
  }
}
