package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.UserId;
import java.util.Set;

/** Keeps what people don't want. Safe for use by many threads. */
public final class InMemoryMutedTopicStore implements MutedTopicStore {
  private final UserStore users;
  private final InMemoryTable<UserId, Set<Topic>> rows;

  public InMemoryMutedTopicStore(InMemoryTransactions transactions, UserStore users) {
    this.users = users;
    rows = InMemoryTable.ofAll(transactions);
  }

  @Override
  public void replace(UserId user, Set<Topic> muted) {
    rows.put(user, Set.copyOf(muted));
  }

  @Override
  public Set<Topic> find(UserId user) {
    return rows.find(user).orElse(Set.of());
  }

  @Override
  public boolean isMuted(EmailAddress email, Topic topic) {
    return users
        .findByEmail(email)
        .filter(account -> find(account.user().id()).contains(topic))
        .isPresent();
  }
}
