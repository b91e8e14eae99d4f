package dev.cofferdam.application.events.port;

import dev.cofferdam.application.audit.port.InMemoryLedger;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.audit.Announcement.Audience;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the ledger was told, read again. */
public final class InMemoryEventFeed implements EventFeed, EventTrimmer {
  private final InMemoryLedger ledger;
  private final InMemoryTransactions transactions;

  public InMemoryEventFeed(InMemoryLedger ledger, InMemoryTransactions transactions) {
    this.ledger = ledger;
    this.transactions = transactions;
  }

  @Override
  public List<OrgEvent> between(OrgId org, long after, long last, Sight sight, int limit) {
    return ledger.told(org).stream()
        .filter(event -> event.seq() > after && event.seq() <= last)
        .filter(event -> isSeen(event, sight))
        .limit(limit)
        .toList();
  }

  private static boolean isSeen(OrgEvent event, Sight sight) {
    Audience audience = event.announcement().audience();
    return EventType.ofCode(event.type()).filter(sight.types()::contains).isPresent()
        && (sight.protectedToo() || !audience.isProtected())
        && sight.share().map(share -> isIn(audience, share)).orElse(true);
  }

  private static boolean isIn(Audience audience, Share share) {
    return audience
        .environment()
        .map(share.environments()::contains)
        .orElseGet(() -> audience.author().equals(Optional.of(share.author())));
  }

  @Override
  public Optional<OrgEvent> find(OrgId org, long seq) {
    return ledger.told(org).stream().filter(event -> event.seq() == seq).findFirst();
  }

  @Override
  public int trim(Instant before, int limit) {
    return transactions.required(
        () -> {
          List<OrgEvent> over =
              ledger.toldByAll().stream()
                  .filter(event -> event.at().isBefore(before))
                  .limit(limit)
                  .toList();
          over.forEach(ledger::forget);
          return over.size();
        });
  }
}
