package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.identity.port.MutedTopicStore;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Letters that people don't want, in PostgreSQL. */
public final class JdbiMutedTopicStore implements MutedTopicStore {
  private final JdbiTransactions transactions;

  public JdbiMutedTopicStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void replace(UserId user, Set<Topic> muted) {
    List<String> topics = muted.stream().map(JdbiMutedTopicStore::code).toList();
    MutedTopicDao dao = dao();
    dao.removeOthers(user.value(), topics);
    dao.add(user.value(), topics);
  }

  @Override
  public Set<Topic> find(UserId user) {
    return dao().find(user.value()).stream()
        .map(code -> Topic.valueOf(code.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean isMuted(EmailAddress email, Topic topic) {
    return dao().isMuted(email.value(), code(topic));
  }

  private static String code(Topic topic) {
    return topic.name().toLowerCase(Locale.ROOT);
  }

  private MutedTopicDao dao() {
    return transactions.handle().attach(MutedTopicDao.class);
  }
}
