package dev.cofferdam.adapters.postgres.metering;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.metering.UsageRecord;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/** The usage ledger; a record's key is part of the primary key, which makes it count once. */
public final class JdbiUsageLedger implements UsageLedger {
  private final JdbiTransactions transactions;

  public JdbiUsageLedger(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void record(UsageRecord usage) {
    dao().add(usage.org().value(), usage.key(), usage.metric().code(), usage.amount(), usage.at());
  }

  @Override
  public Map<Metric, BigDecimal> totals(OrgId org, Period period) {
    Map<Metric, BigDecimal> totals = new EnumMap<>(Metric.class);
    for (UsageDao.TotalRow row : dao().totals(org.value(), period.start(), period.end())) {
      totals.put(Metric.ofCode(row.metric()), row.amount());
    }
    return totals;
  }

  private UsageDao dao() {
    return transactions.handle().attach(UsageDao.class);
  }
}
