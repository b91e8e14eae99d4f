package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what {@link InMemoryLedger} wrote. */
public final class InMemoryAuditTrail implements AuditTrail {
  private static final Comparator<ChainedEntry> BY_SEQ =
      Comparator.comparingLong(ChainedEntry::seq);

  private final InMemoryLedger ledger;

  public InMemoryAuditTrail(InMemoryLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<ChainedEntry> newest(OrgId org, Filter filter, long before, int limit) {
    return ledger.entries(org).stream()
        .filter(entry -> entry.seq() < before)
        .filter(entry -> filter.actorId().map(entry.actorId()::equals).orElse(true))
        .filter(entry -> filter.action().map(entry.action()::equals).orElse(true))
        .filter(entry -> filter.resource().map(entry.resource()::startsWith).orElse(true))
        .sorted(BY_SEQ.reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<ChainedEntry> oldest(OrgId org, long after, int limit) {
    return ledger.entries(org).stream()
        .filter(entry -> entry.seq() > after)
        .sorted(BY_SEQ)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<LedgerHead> head(OrgId org) {
    return ledger.head(org);
  }
}
