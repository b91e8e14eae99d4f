package dev.cofferdam.adapters.postgres.audit;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Audit entries in PostgreSQL. */
public final class JdbiAuditTrail implements AuditTrail {
  private final JdbiTransactions transactions;

  public JdbiAuditTrail(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<ChainedEntry> newest(OrgId org, Filter filter, long before, int limit) {
    return dao().newest(org.value(), row(filter), before, limit).stream()
        .map(AuditRow::toEntry)
        .toList();
  }

  @Override
  public List<ChainedEntry> between(OrgId org, Filter filter, long after, long last) {
    return dao().between(org.value(), row(filter), after, last).stream()
        .map(AuditRow::toEntry)
        .toList();
  }

  @Override
  public OptionalLong firstSince(OrgId org, Instant at) {
    return dao().firstSince(org.value(), at);
  }

  private static AuditDao.FilterRow row(Filter filter) {
    return new AuditDao.FilterRow(
        filter.actorId().orElse(null),
        filter.action().orElse(null),
        filter.resource().orElse(null),
        filter.outcome().orElse(null),
        filter.since().orElse(null),
        filter.until().orElse(null));
  }

  @Override
  public List<ChainedEntry> oldest(OrgId org, long after, int limit) {
    return dao().oldest(org.value(), after, limit).stream().map(AuditRow::toEntry).toList();
  }

  @Override
  public List<ChainedEntry> committing(OrgId org, long after, int limit) {
    return dao().committing(org.value(), after, limit).stream().map(AuditRow::toEntry).toList();
  }

  @Override
  public Optional<LedgerHead> head(OrgId org) {
    return dao()
        .head(org.value())
        .map(row -> new LedgerHead(org, row.seq(), row.hash(), row.state()));
  }

  private AuditDao dao() {
    return transactions.handle().attach(AuditDao.class);
  }
}
