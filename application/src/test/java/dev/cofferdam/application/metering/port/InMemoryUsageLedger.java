package dev.cofferdam.application.metering.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.metering.UsageRecord;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what was used. Safe for use by many threads. */
public final class InMemoryUsageLedger implements UsageLedger {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<Key, Row> records;

  public InMemoryUsageLedger(InMemoryTransactions transactions) {
    this.transactions = transactions;
    records = InMemoryTable.ofOrgs(transactions);
  }

  private record Key(OrgId org, String key) {}

  private record Row(UsageRecord value) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.org();
    }
  }

  @Override
  public void record(UsageRecord usage) {
    Key key = new Key(usage.org(), usage.key());
    transactions.lock(List.of("usage", key));
    if (records.find(key).isEmpty()) {
      records.put(key, new Row(usage));
    }
  }

  @Override
  public Map<Metric, BigDecimal> totals(OrgId org, Period period) {
    Map<Metric, BigDecimal> totals = new EnumMap<>(Metric.class);
    for (Row row : records.rows()) {
      UsageRecord usage = row.value();
      if (usage.org().equals(org) && Period.of(usage.at()).equals(period)) {
        totals.merge(usage.metric(), usage.amount(), BigDecimal::add);
      }
    }
    return totals;
  }
}
