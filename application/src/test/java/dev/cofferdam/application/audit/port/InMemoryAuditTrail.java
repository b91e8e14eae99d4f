package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
        .filter(entry -> matches(filter, entry))
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
  public List<ChainedEntry> committing(OrgId org, long after, int limit) {
    return ledger.entries(org).stream()
        .filter(entry -> entry.seq() > after && !entry.commitment().isEmpty())
        .sorted(BY_SEQ)
        .limit(limit)
        .toList();
  }

  @Override
  public List<ChainedEntry> between(OrgId org, Filter filter, long after, long last) {
    return ledger.entries(org).stream()
        .filter(entry -> entry.seq() > after && entry.seq() <= last)
        .filter(entry -> matches(filter, entry))
        .sorted(BY_SEQ)
        .toList();
  }

  @Override
  public OptionalLong firstSince(OrgId org, Instant at) {
    return ledger.entries(org).stream()
        .filter(entry -> !entry.at().isBefore(at))
        .mapToLong(ChainedEntry::seq)
        .min();
  }

  private static boolean matches(Filter filter, ChainedEntry entry) {
    return filter.actorId().map(entry.actorId()::equals).orElse(true)
        && filter.action().map(entry.action()::equals).orElse(true)
        && filter.resource().map(entry.resource()::startsWith).orElse(true)
        && filter.outcome().map(entry.outcome()::equals).orElse(true)
        && filter.since().map(since -> !entry.at().isBefore(since)).orElse(true)
        && filter.until().map(until -> entry.at().isBefore(until)).orElse(true);
  }

  @Override
  public Optional<LedgerHead> head(OrgId org) {
    return ledger.head(org);
  }
}
