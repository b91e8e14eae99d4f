package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.events.port.EventFeed;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What orgs have told, in PostgreSQL. */
public final class JdbiEventFeed implements EventFeed {
  private final JdbiTransactions transactions;

  public JdbiEventFeed(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<OrgEvent> between(OrgId org, long after, long last, Sight sight, int limit) {
    Set<EnvironmentId> mine = sight.share().map(Share::environments).orElse(Set.of());
    return dao()
        .between(
            new EventDao.WantedRow(
                org.value(),
                after,
                last,
                sight.types().stream().map(EventType::code).toList(),
                sight.protectedToo(),
                sight.share().isEmpty(),
                mine.stream().map(EnvironmentId::value).toList(),
                sight.share().map(share -> share.author().value()),
                limit))
        .stream()
        .map(EventRow::toEvent)
        .toList();
  }

  @Override
  public Optional<OrgEvent> find(OrgId org, long seq) {
    return dao().find(org.value(), seq).map(EventRow::toEvent);
  }

  private EventDao dao() {
    return transactions.handle().attach(EventDao.class);
  }
}
