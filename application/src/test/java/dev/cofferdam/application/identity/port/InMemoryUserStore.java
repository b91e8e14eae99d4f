package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps accounts, one for each address. Safe for use by many threads. */
public final class InMemoryUserStore implements UserStore {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<UserId, Account> accounts;
  private final InMemoryTable<UserId, User> external;

  public InMemoryUserStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    accounts = InMemoryTable.ofAll(transactions);
    external = InMemoryTable.ofAll(transactions);
  }

  @Override
  public boolean add(User user, PasswordHash hash) {
    EmailAddress email = user.email().orElseThrow();
    transactions.lock(List.of("e-mail", email));
    if (findByEmail(email).isPresent()) {
      return false;
    }
    accounts.put(user.id(), new Account(user, hash));
    return true;
  }

  /** Adds somebody who comes by another issuer, or puts them anew. */
  void put(User user) {
    external.put(user.id(), user);
  }

  @Override
  public Optional<Account> findAccount(UserId id) {
    return accounts.find(id);
  }

  @Override
  public Optional<Account> lockAccount(UserId id) {
    transactions.lock(List.of("password", id));
    return accounts.find(id);
  }

  @Override
  public void rename(UserId id, PersonName name) {
    external
        .find(id)
        .ifPresent(
            user ->
                external.put(
                    id, new User(id, user.email(), name, user.emailVerified(), user.createdAt())));
    accounts
        .find(id)
        .ifPresent(
            account -> {
              User user = account.user();
              User renamed =
                  new User(id, user.email(), name, user.emailVerified(), user.createdAt());
              accounts.put(id, new Account(renamed, account.hash()));
            });
  }

  @Override
  public void changePassword(UserId id, PasswordHash hash, Instant at) {
    transactions.lock(List.of("password", id));
    accounts.find(id).ifPresent(account -> accounts.put(id, new Account(account.user(), hash)));
  }

  @Override
  public boolean confirmEmail(UserId id, EmailAddress email) {
    transactions.lock(List.of("e-mail", email));
    if (findByEmail(email).filter(other -> !other.user().id().equals(id)).isPresent()) {
      return false;
    }
    Account before = accounts.find(id).orElseThrow();
    User user = before.user();
    accounts.put(
        id, new Account(new User(id, email, user.name(), true, user.createdAt()), before.hash()));
    return true;
  }

  @Override
  public Optional<User> find(UserId id) {
    return accounts.find(id).map(Account::user).or(() -> external.find(id));
  }

  @Override
  public Optional<Account> findByEmail(EmailAddress email) {
    return accounts.rows().stream()
        .filter(account -> account.user().email().filter(email::equals).isPresent())
        .findFirst();
  }
}
